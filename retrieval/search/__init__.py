"""The way of a question to passages: both indexes asked, their rankings fused, the first reordered by sentences."""
