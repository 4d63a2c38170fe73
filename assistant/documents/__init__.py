"""Answers, conversations and summaries as files: one document, written as Markdown, DOCX or PDF."""
