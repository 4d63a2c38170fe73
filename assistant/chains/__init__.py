"""LangChain: the corpus as a retriever, the assistant as a chat model, and any language model that writes."""
