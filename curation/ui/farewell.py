"""The last message to an open tab whose session is over."""

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


def farewell(address: str) -> bytes:
    """What makes Streamlit's page in the browser go to `address`, as the websocket carries it."""
    message = ForwardMsg()
    message.auth_redirect.url = address
    return bytes(message.SerializeToString())
