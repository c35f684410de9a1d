"""Sign-in, the gate in front of Streamlit, routes."""
