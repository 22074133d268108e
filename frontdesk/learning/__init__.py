"""What is learned from the desk's own resolved tickets: who will resolve this, with its grounds.

Pure: features from a text and its fields, two estimators behind one protocol (``counts``,
``linear``), how good they are (``measure``) and which of two is kept (``champion``). Only ``fit``
needs scikit-learn, and only while it trains. It refuses to read or write a store: whoever keeps the
desk's tickets hands them in and keeps what comes out. Nothing in here sends a text anywhere.
"""
