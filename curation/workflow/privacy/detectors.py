"""What a scan uses to find personal values, for the settings page."""

from dataclasses import dataclass

from curation.people import Actor, Role, require
from curation.scanner.fingerprint import current_fingerprint
from curation.scanner.installed import Model, installed_models, missing_models
from curation.workflow.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Detectors:
    """The models beside our own detectors, what is wrong with those that are named and not used,
    and the fingerprint that every scan keeps.
    """

    models: list[Model]
    faults: list[str]
    fingerprint: str


def read_detectors(workspace: Workspace, actor: Actor) -> Detectors:
    """What a scan would use now."""
    require(actor, Role.CURATOR, to="see how personal values are found")
    return Detectors(
        models=installed_models(workspace.settings),
        faults=missing_models(workspace.settings),
        fingerprint=current_fingerprint(),
    )
