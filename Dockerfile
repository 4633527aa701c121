# syntax=docker/dockerfile:1

# Build:  docker build -t wenzhang .
# Run:    docker run --rm -p 8000:8000 wenzhang
#
# torch without GPU libraries is several gigabytes smaller. To get it, give the address of
# PyTorch's index of CPU packages:  --build-arg PIP_EXTRA_INDEX_URL=…

ARG PYTHON_VERSION=3.11

# --- builder: the environment, then the package, then the index of the sample report ----------
FROM python:${PYTHON_VERSION}-slim-bookworm AS builder

ARG PIP_EXTRA_INDEX_URL=""
ENV PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_EXTRA_INDEX_URL=${PIP_EXTRA_INDEX_URL}

RUN python -m venv /opt/wenzhang
ENV PATH=/opt/wenzhang/bin:$PATH

WORKDIR /build
# The environment changes seldom and takes minutes: a layer of its own.
COPY requirements.lock ./
RUN pip install "$(grep '^setuptools==' requirements.lock)" \
    && pip install --no-build-isolation --use-pep517 -r requirements.lock

COPY pyproject.toml README.md LICENSE ./
COPY corpus corpus
COPY index index
COPY service service
RUN pip install --no-build-isolation --no-deps . && pip check

COPY reports /srv/reports
RUN wenzhang ingest --data /srv/data /srv/reports

# --- runtime: no build tools, no root ----------------------------------------------------------
FROM python:${PYTHON_VERSION}-slim-bookworm

RUN useradd --system --uid 10001 --create-home --shell /usr/sbin/nologin wenzhang

COPY --from=builder /opt/wenzhang /opt/wenzhang
# The service writes here when reports are added; a named volume mounted here starts with the
# sample report, an empty folder mounted here starts empty.
COPY --from=builder --chown=wenzhang:wenzhang /srv/data /srv/data

# One thread pool a library, not one a core and library: the service already answers several
# requests at once.
ENV PATH=/opt/wenzhang/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    OMP_NUM_THREADS=2 \
    MKL_NUM_THREADS=2 \
    OPENBLAS_NUM_THREADS=2 \
    TOKENIZERS_PARALLELISM=false \
    WENZHANG_DATA=/srv/data

USER wenzhang
WORKDIR /srv
VOLUME /srv/data
EXPOSE 8000

HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]

ENTRYPOINT ["wenzhang"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
