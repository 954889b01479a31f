"""The report: one page of HTML that needs nothing else, made from a results file."""

from buurt.report.page import report_html, write_report

__all__ = ["report_html", "write_report"]
