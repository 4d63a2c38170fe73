"""What it takes to compute a product in bytes: how far the numbers that enter it reach, measured once, kept in a file.

A number becomes one of 256 steps between ``low`` and ``high``. A few channels reach much further than the rest, so each
is first divided by a scale of its own, which its column of weights is multiplied by (SmoothQuant, Xiao et al., 2022).
``benchmarks/calibrate.py`` measures the installed model; a product that bytes would blur has no levels and stays as it
is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from retrieval.errors import ModelUnavailable
from retrieval.types import Vectors

CALIBRATED = Path(__file__).with_name("levels.safetensors")

_SCALES, _REACH = ".scales", ".reach"


@dataclass(frozen=True, slots=True)
class Levels:
    """``scales``, float32 (channels), and the least and greatest number behind them."""

    scales: Vectors
    low: float
    high: float


def load_levels(path: Path = CALIBRATED) -> dict[str, Levels]:
    """Levels by the name of the part of the model whose input they are for; raises ``ModelUnavailable``."""
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        stored = load_file(path)
    except (OSError, SafetensorError) as error:
        raise ModelUnavailable(name=str(path), reason=str(error).partition("\n")[0]) from error
    return {
        name: Levels(stored[name + _SCALES].astype(np.float32), *map(float, stored[name + _REACH]))
        for name in (key.removesuffix(_SCALES) for key in stored if key.endswith(_SCALES))
    }


def save_levels(levels: Mapping[str, Levels], path: Path, about: Mapping[str, str]) -> None:
    """Write levels, scales in half precision; ``about`` says what they were measured on."""
    from safetensors.numpy import save_file

    scales = {name + _SCALES: one.scales.astype(np.float16) for name, one in levels.items()}
    reach = {name + _REACH: np.array([one.low, one.high], np.float32) for name, one in levels.items()}
    save_file(scales | reach, path, dict(about))
