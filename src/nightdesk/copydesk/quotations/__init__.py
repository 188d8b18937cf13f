"""Every direct quotation of a story as data: its words, who says them, by which verb, and how sure we are."""

from nightdesk.copydesk.quotations.quotation import SHOWN, Place, Quotation
from nightdesk.copydesk.quotations.reader import read

__all__ = ["SHOWN", "Place", "Quotation", "read"]
