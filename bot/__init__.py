"""Pufa (普法助手): a chat assistant for a school district's legal-education campaign."""
