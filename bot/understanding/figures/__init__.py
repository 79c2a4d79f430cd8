"""Yearly figures in words."""
