"""The installed model and its heads: its file, tokens and encoder, embedding, and the reader that judges sentences."""
