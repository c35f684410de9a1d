"""The only Streamlit helpers."""
