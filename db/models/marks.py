"""What is true of the whole database."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base


class Mark(Base):
    """One fact about the database itself, such as that it holds the sample district."""

    __tablename__ = "marks"
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
