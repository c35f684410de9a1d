"""What the server says no with: the error shape of the contract."""

from typing import Any


class Refusal(Exception):
    """A request that is refused: the HTTP status and the four fields of the error object."""

    def __init__(
        self,
        status: int,
        message: str,
        *,
        param: str | None = None,
        code: str | None = None,
        kind: str = "invalid_request_error",
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.param = param
        self.code = code
        self.kind = kind

    @property
    def body(self) -> dict[str, Any]:
        """The JSON body of the response."""
        return {
            "error": {
                "message": self.message,
                "type": self.kind,
                "param": self.param,
                "code": self.code,
            }
        }


def no_key() -> Refusal:
    """401: the key is missing or wrong; the key itself is never repeated."""
    return Refusal(
        401,
        "Incorrect API key provided. The key is in the server's key file.",
        code="invalid_api_key",
    )


def no_file(file_id: str) -> Refusal:
    """404: no such file."""
    return Refusal(404, f"No such File object: {file_id}", param="id")


def no_job(job_id: str) -> Refusal:
    """404: no such job."""
    return Refusal(
        404,
        f"Could not find fine tune: {job_id}",
        param="fine_tune_id",
        code="fine_tune_not_found",
    )


def no_model(model: str) -> Refusal:
    """404: no such model."""
    return Refusal(
        404, f"The model '{model}' does not exist", param="model", code="model_not_found"
    )


def wrong(param: str, message: str, *, code: str = "invalid_value") -> Refusal:
    """400: a parameter that cannot be used."""
    return Refusal(400, message, param=param, code=code)


def missing(param: str) -> Refusal:
    """400: a parameter that is required."""
    return wrong(
        param, f"Missing required parameter: '{param}'.", code="missing_required_parameter"
    )
