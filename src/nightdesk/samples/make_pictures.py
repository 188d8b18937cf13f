"""Draw the pictures of the sample wires: plain landscapes in a few colours, the same bytes every time.

Run it from the root of the checkout: ``python src/nightdesk/samples/make_pictures.py``.
"""

import math
import random
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

WIDE, HIGH = 1600, 1067
HERE = Path(__file__).parent
Colour = tuple[int, int, int]


def sky(top: Colour, bottom: Colour) -> Image.Image:
    """Return a sky that runs from ``top`` to ``bottom``."""
    column = Image.new("RGB", (1, HIGH))
    for y in range(HIGH):
        share = y / (HIGH - 1)
        column.putpixel((0, y), tuple(round(a + (b - a) * share) for a, b in zip(top, bottom, strict=True)))
    return column.resize((WIDE, HIGH))


def sun(image: Image.Image, x: int, y: int, radius: int, colour: Colour) -> None:
    """Lay a disc with a soft halo over the sky."""
    glow = Image.new("L", (WIDE, HIGH), 0)
    ImageDraw.Draw(glow).ellipse((x - radius * 2, y - radius * 2, x + radius * 2, y + radius * 2), fill=90)
    image.paste(colour, mask=glow.filter(ImageFilter.GaussianBlur(radius)))
    ImageDraw.Draw(image).ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)


def ridge(image: Image.Image, base: int, height: int, colour: Colour, seed: int, *, steps: int = 9) -> None:
    """Draw one range of hills whose tops keep within ``height`` of ``base``."""
    chance = random.Random(seed)  # noqa: S311 - a picture, not a secret
    phases = [(chance.uniform(0.4, 1.0) / n, chance.uniform(0, math.tau), n) for n in range(1, steps)]
    most = sum(weight for weight, _, _ in phases)
    line = [
        (x, base - height * sum(w * math.sin(x / WIDE * n * 4 + p) for w, p, n in phases) / most)
        for x in range(0, WIDE + 8, 8)
    ]
    ImageDraw.Draw(image).polygon([(0, HIGH), *line, (WIDE, HIGH)], fill=colour)


def mesas(image: Image.Image, base: int, colour: Colour, seed: int) -> None:
    """Draw flat-topped hills."""
    chance, draw, x = random.Random(seed), ImageDraw.Draw(image), -80  # noqa: S311
    while x < WIDE:
        wide, high = chance.randint(160, 420), chance.randint(90, 260)
        draw.polygon([(x - 60, HIGH), (x, base - high), (x + wide, base - high), (x + wide + 70, HIGH)], fill=colour)
        x += wide + chance.randint(60, 260)
    draw.rectangle((0, base, WIDE, HIGH), fill=colour)


def water(image: Image.Image, top: int, colour: Colour, light: Colour, seed: int) -> None:
    """Fill from ``top`` down with water and strokes of light on it."""
    chance, draw = random.Random(seed), ImageDraw.Draw(image)  # noqa: S311
    draw.rectangle((0, top, WIDE, HIGH), fill=colour)
    for _ in range(260):
        y = top + int((HIGH - top) * chance.random() ** 1.4)
        x, length = chance.randint(-50, WIDE), int(10 + (y - top) * chance.uniform(0.1, 0.5))
        draw.line((x, y, x + length, y), fill=light, width=1 + (y - top) // 140)


def towers(image: Image.Image, base: int, colour: Colour, lit: Colour, seed: int) -> None:
    """Draw a row of buildings, some windows of which are lit."""
    chance, draw, x = random.Random(seed), ImageDraw.Draw(image), 0  # noqa: S311
    while x < WIDE:
        wide, high = chance.randint(60, 170), chance.randint(90, 430)
        draw.rectangle((x, base - high, x + wide, base), fill=colour)
        for wy in range(base - high + 16, base - 16, 26):
            for wx in range(x + 12, x + wide - 14, 22):
                if chance.random() < 0.28:
                    draw.rectangle((wx, wy, wx + 8, wy + 12), fill=lit)
        x += wide + chance.choice((0, 0, 6, 22))
    draw.rectangle((0, base, WIDE, HIGH), fill=colour)


def ship(image: Image.Image, x: int, y: int, scale: float, hull: Colour, house: Colour) -> None:
    """Draw a ship's side with its waterline at ``y``."""
    draw = ImageDraw.Draw(image)

    def shape(points: tuple[tuple[int, int], ...], fill: Colour) -> None:
        draw.polygon([(x + px * scale, y + py * scale) for px, py in points], fill=fill)

    shape(((60, -90), (60, -150), (230, -150), (230, -200), (300, -200), (300, -150), (380, -150), (380, -90)), house)
    shape(((250, -200), (256, -300), (264, -300), (270, -200)), hull)
    shape(((0, -90), (520, -90), (560, -120), (500, 0), (40, 0)), hull)


def columns(image: Image.Image, stone: Colour, shade: Colour) -> None:
    """Draw a court's front: steps, columns and a gable."""
    draw = ImageDraw.Draw(image)
    draw.polygon([(300, 400), (800, 190), (1300, 400)], fill=stone)
    draw.polygon([(400, 380), (800, 215), (1200, 380)], fill=shade)
    draw.rectangle((300, 400, 1300, 450), fill=stone)
    draw.rectangle((340, 450, 1260, 800), fill=shade)
    for x in range(350, 1251, 110):
        draw.rectangle((x, 450, x + 46, 800), fill=stone)
    for step in range(5):
        draw.rectangle((280 - step * 40, 800 + step * 30, 1320 + step * 40, 832 + step * 30), fill=stone)
        draw.line((280 - step * 40, 831 + step * 30, 1320 + step * 40, 831 + step * 30), fill=shade, width=3)


def furrows(image: Image.Image, top: int, dark: Colour, light: Colour) -> None:
    """Draw a field's rows that meet at the horizon."""
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, top, WIDE, HIGH), fill=dark)
    for n in range(-30, 31, 2):
        draw.polygon(
            [(800 + n * 14, top), (800 + n * 14 + 8, top), (800 + n * 130 + 90, HIGH), (800 + n * 130, HIGH)],
            fill=light,
        )


def harbor_scene(top: Colour, bottom: Colour, sea: Colour, light: Colour, seed: int) -> Image.Image:
    """Return a harbour with hills, water and one ship."""
    image = sky(top, bottom)
    sun(image, 1180, 470, 70, light)
    ridge(image, 600, 70, tuple(c // 2 + 40 for c in bottom), seed)
    water(image, 640, sea, light, seed)
    ship(image, 330, 700, 1.1, (38, 44, 58), (196, 199, 203))
    return image


def strait() -> Image.Image:
    return harbor_scene((52, 60, 110), (244, 160, 96), (70, 72, 104), (255, 214, 150), 3)


def ferry() -> Image.Image:
    return harbor_scene((96, 156, 206), (222, 236, 240), (44, 104, 132), (236, 246, 248), 8)


def storm_surge() -> Image.Image:
    image = sky((58, 66, 76), (140, 150, 156))
    towers(image, 720, (48, 54, 62), (236, 200, 120), 5)
    water(image, 720, (66, 82, 92), (150, 164, 170), 6)
    return image


def summit_hall() -> Image.Image:
    image = sky((20, 30, 62), (120, 96, 130))
    towers(image, 860, (28, 32, 54), (250, 214, 130), 11)
    return image


def reservoir() -> Image.Image:
    image = sky((120, 176, 214), (246, 226, 196))
    mesas(image, 640, (178, 98, 68), 4)
    water(image, 700, (70, 130, 150), (206, 226, 224), 4)
    return image


def telescope() -> Image.Image:
    image = sky((8, 10, 30), (40, 44, 90))
    chance, draw = random.Random(2), ImageDraw.Draw(image)  # noqa: S311
    for _ in range(420):
        x, y, size = chance.randint(0, WIDE), chance.randint(0, 800), chance.choice((1, 1, 2, 3))
        draw.ellipse((x, y, x + size, y + size), fill=(230, 232, 255))
    ridge(image, 860, 80, (22, 22, 40), 9)
    draw.pieslice((640, 540, 960, 860), 180, 360, fill=(206, 210, 222))
    draw.rectangle((640, 700, 960, 880), fill=(176, 180, 196))
    draw.polygon([(780, 545), (830, 545), (830, 700), (780, 700)], fill=(30, 32, 52))
    return image


def harvest() -> Image.Image:
    image = sky((108, 168, 214), (250, 226, 168))
    sun(image, 420, 420, 60, (255, 236, 180))
    ridge(image, 600, 40, (120, 130, 92), 14)
    furrows(image, 620, (150, 118, 52), (206, 168, 82))
    return image


def court() -> Image.Image:
    image = sky((150, 186, 214), (232, 236, 236))
    columns(image, (222, 214, 198), (120, 112, 104))
    return image


def stadium() -> Image.Image:
    image = sky((14, 22, 48), (60, 70, 110))
    draw = ImageDraw.Draw(image)
    for x in (180, 560, 1040, 1420):
        sun(image, x, 230, 26, (255, 250, 224))
        draw.rectangle((x - 5, 250, x + 5, 640), fill=(60, 64, 84))
    draw.polygon([(0, 560), (WIDE, 560), (WIDE, 720), (0, 720)], fill=(44, 48, 70))
    furrows(image, 700, (44, 110, 66), (58, 132, 80))
    draw.line((0, 860, WIDE, 860), fill=(236, 240, 236), width=8)
    return image


def snowline() -> Image.Image:
    image = sky((86, 128, 178), (226, 232, 240))
    ridge(image, 520, 190, (196, 208, 224), 21)
    ridge(image, 700, 120, (228, 234, 242), 22)
    ridge(image, 880, 70, (250, 250, 252), 23)
    return image


def council() -> Image.Image:
    image = sky((196, 208, 214), (240, 232, 216))
    towers(image, 830, (134, 92, 80), (250, 232, 190), 31)
    return image


def mesa_dawn() -> Image.Image:
    image = sky((74, 80, 140), (252, 190, 130))
    sun(image, 1100, 560, 80, (255, 226, 170))
    mesas(image, 700, (150, 76, 64), 41)
    mesas(image, 900, (92, 46, 52), 42)
    return image


PICTURES: tuple[tuple[str, Callable[[], Image.Image]], ...] = (
    ("coastline/pictures/strait.jpg", strait),
    ("coastline/pictures/ferry.jpg", ferry),
    ("coastline/pictures/storm-surge.jpg", storm_surge),
    ("meridian/pictures/summit-hall.jpg", summit_hall),
    ("meridian/pictures/reservoir.jpg", reservoir),
    ("meridian/pictures/telescope.jpg", telescope),
    ("meridian/pictures/harvest.jpg", harvest),
    ("northstar/pictures/court.jpg", court),
    ("northstar/pictures/stadium.jpg", stadium),
    ("northstar/pictures/snowline.jpg", snowline),
    ("old-line/pictures/council.jpg", council),
    ("old-line/pictures/mesa-dawn.jpg", mesa_dawn),
)


def main() -> None:
    """Write every picture below this folder."""
    for name, draw in PICTURES:
        target = HERE / name
        target.parent.mkdir(parents=True, exist_ok=True)
        draw().save(target, quality=80, optimize=True)
        print(target.relative_to(HERE), target.stat().st_size)


if __name__ == "__main__":
    main()
