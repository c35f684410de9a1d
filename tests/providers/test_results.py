"""Results files in every form that providers send them in."""

import base64

import pytest

from curation.providers.reports import curve_of
from curation.providers.results import read_results

OLD = (
    b"step,train_loss,train_accuracy,valid_loss,valid_mean_token_accuracy\n"
    b"1,2.5,0.25,,\n2,1.5,0.5,1.75,0.75\n"
)
AZURE = (
    b"step,train_loss,train_mean_token_accuracy,valid_loss,valid_mean_token_accuracy,"
    b"full_valid_loss,full_valid_mean_token_accuracy\n1,2.5,0.25,,,,\n2,1.5,0.5,9,0.1,1.75,0.75\n"
)  # fmt: skip


@pytest.mark.parametrize("data", [OLD, AZURE, b"\xef\xbb\xbf" + OLD, base64.b64encode(OLD)])
def test_a_results_file_is_a_curve(data):
    first, second = curve_of(read_results(data))
    assert (first.step, first.train_loss, first.train_accuracy, first.valid_loss) == (
        1,
        2.5,
        0.25,
        None,
    )
    assert (second.valid_loss, second.valid_accuracy) == (1.75, 0.75)


@pytest.mark.parametrize("data", [b"", b"<html>", b"\xff\xfe\x00", b"a,b\n1,2\n"])
def test_what_is_no_results_file_is_no_curve(data):
    assert curve_of(read_results(data)) == ()
