"""Streamlit's settings that safety and speed rest on, each as Streamlit itself reads it."""

import pytest
from streamlit import config

from curation.settings import ROOT

EXPECTED = {
    "server.address": "127.0.0.1",
    "server.headless": True,
    "server.fileWatcherType": "none",
    "server.enableStaticServing": False,
    "server.enableXsrfProtection": True,
    "server.enableCORS": True,
    "server.maxUploadSize": 200,
    "server.trustedUserHeaders": {"X-Curation-Session": "sid"},
    "runner.postScriptGC": False,
    "runner.magicEnabled": False,
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "minimal",
    "browser.gatherUsageStats": False,
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_setting_is_what_safety_and_speed_need(name, monkeypatch):
    monkeypatch.chdir(ROOT)
    config.get_config_options(force_reparse=True)
    assert config.get_option(name) == EXPECTED[name]
