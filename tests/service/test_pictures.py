"""Page pictures: the marked region is the box; tags, caching and limits hold."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from PIL import Image, ImageChops
from reportlab.pdfgen import canvas

from service.settings import Settings
from service.web.app import create_app
from service.web.pictures import MARKS, PictureRequest, Pictures, render

REPORT = "0123456789ab"
BOX = (72.0, 300.0, 180.0, 320.0)
PAPER, EDGE = MARKS["figure"]


def picture_of(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image.convert("RGB")


def page_url(**query: object) -> str:
    pairs = "&".join(f"{name}={value}" for name, value in query.items())
    return f"/reports/{REPORT}/pages/8.png?{pairs}"


@pytest.mark.parametrize("scale", [1, 2, 1.5])
def test_the_marked_region_is_the_box(client: FlaskClient, scale: float) -> None:
    plain = picture_of(client.get(page_url(scale=scale)).data)
    marked = picture_of(client.get(page_url(scale=scale, box="72,300,180,320")).data)
    assert plain.size == marked.size
    changed = ImageChops.difference(plain, marked).getbbox()
    assert changed is not None
    stroke = round(scale)
    for edge, wanted, outwards in zip(changed, BOX, (-1, -1, 1, 1), strict=True):
        assert abs(edge - (wanted * scale + outwards * stroke)) <= 1
    middle = (int(126 * scale), int(301.5 * scale))
    assert marked.getpixel((int(72 * scale) - 1, int(310 * scale))) == EDGE
    assert marked.getpixel(middle) == tuple(
        a * b // 255
        for a, b in zip(plain.getpixel(middle), PAPER, strict=True)  # type: ignore[arg-type]
    )


def test_heads_are_marked_in_other_colours(client: FlaskClient) -> None:
    query = {"box": "72,300,180,320", "row": "200,300,300,320", "column": "72,100,180,120"}
    marked = picture_of(client.get(page_url(scale=1, **query)).data)
    for kind, place in [("figure", (71, 310)), ("row", (199, 310)), ("column", (71, 110))]:
        assert marked.getpixel(place) == MARKS[kind][1]
    assert len({edge for _, edge in MARKS.values()}) == len(MARKS)
    plain = client.get(page_url(scale=1, box="72,300,180,320"))
    assert plain.headers["ETag"] != client.get(page_url(scale=1, **query)).headers["ETag"]


def test_scale_is_pixels_a_point(client: FlaskClient) -> None:
    assert picture_of(client.get(page_url(scale=1)).data).size == (842, 596)
    assert picture_of(client.get(page_url()).data).size == (1684, 1191)


def test_boxes_beyond_the_page_are_cut_off(client: FlaskClient) -> None:
    far = client.get(page_url(box="5000,5000,6000,6000"))
    over = client.get(page_url(box="-50,-50,9000,100"))
    assert far.status_code == over.status_code == 200


def test_pictures_are_kept_for_good(client: FlaskClient) -> None:
    first = client.get(page_url(box="72,300,180,320"))
    assert "immutable" in first.headers["Cache-Control"]
    etag = first.headers["ETag"]
    again = client.get(page_url(box="72.0,300,180,320"), headers={"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")
    other = client.get(page_url(box="72,300,180,321"), headers={"If-None-Match": etag})
    assert other.status_code == 200


def test_the_cache_stays_within_its_size(sample_pdf: Path) -> None:
    pictures = Pictures(cache_bytes=100_000)
    for page in range(1, 5):
        pictures.png(PictureRequest(REPORT, page, 1.0), sample_pdf)
    assert sum(map(len, pictures._kept.values())) <= 100_000


def test_a_drawn_picture_is_not_drawn_again(sample_pdf: Path, tmp_path: Path) -> None:
    pictures = Pictures()
    wanted = PictureRequest(REPORT, 1, 1.0)
    first = pictures.png(wanted, sample_pdf)
    assert pictures.png(wanted, tmp_path / "gone.pdf") is first


def test_a_poster_is_refused(tmp_path: Path, library: object, engine: object) -> None:
    poster = tmp_path / "poster.pdf"
    drawing = canvas.Canvas(str(poster), pagesize=(5000, 5000))
    drawing.showPage()
    drawing.save()
    library.shelf.pdf = poster  # type: ignore[attr-defined]
    client = create_app(Settings(), library, engine).test_client()  # type: ignore[arg-type]
    response = client.get(f"/reports/{REPORT}/pages/1.png?scale=4")
    assert response.status_code == 400
    assert response.get_json()["error"]["code"] == "bad_scale"


def test_rotation_and_crop_leave_the_places_right(tmp_path: Path) -> None:
    """A black square 100 points from the left and top of the media box, however it is shown."""
    path = tmp_path / "cropped.pdf"
    drawing = canvas.Canvas(str(path), pagesize=(400, 600), cropBox=(50, 50, 350, 550))
    drawing.rect(100, 600 - 100 - 20, 20, 20, stroke=0, fill=1)
    drawing.showPage()
    drawing.save()
    image = render(path, 1, 1.0)
    assert image.size == (400, 600)
    assert ImageChops.invert(image).getbbox() == (100, 100, 120, 120)


def test_the_pdf_byte_for_byte(client: FlaskClient, sample_pdf: Path) -> None:
    response = client.get(f"/reports/{REPORT}/file", buffered=True)
    assert response.data == sample_pdf.read_bytes()
    assert response.mimetype == "application/pdf"
    assert "inline" in response.headers["Content-Disposition"]
    assert "immutable" in response.headers["Cache-Control"]


def test_parts_of_the_pdf(client: FlaskClient, sample_pdf: Path) -> None:
    whole = sample_pdf.read_bytes()
    path = f"/reports/{REPORT}/file"
    part = client.get(path, headers={"Range": "bytes=10-19"}, buffered=True)
    assert (part.status_code, part.data) == (206, whole[10:20])
    etag = part.headers["ETag"]
    assert client.get(path, headers={"If-None-Match": etag}, buffered=True).status_code == 304
    stale = client.get(path, headers={"Range": "bytes=10-19", "If-Range": '"other"'}, buffered=True)
    assert stale.status_code == 200
    beyond = client.get(path, headers={"Range": "bytes=999999999-"}, buffered=True)
    assert beyond.status_code == 416
    assert beyond.get_json()["error"]["code"] == "range_not_satisfiable"
