/*
 * fetch_slice: reads a slice of an array that lies behind a web server or in an object store, and fetches little else.
 *
 *     fetch_slice http://host/u.npy 1000:1100,200:300 slice.npy
 *     fetch_slice http://host/run.npz/u 1000:1100,200:300 slice.npy       # the member u of an archive
 *
 * It prints how many requests that took and how many bytes came, beside the bytes of the slice. docs/object-stores.md
 * explains the parts.
 */

#include <npyrw.h>

#include <curl/curl.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A file behind HTTP, read by range requests. */
struct remote {
    CURL *curl;
    const char *url;
    int64_t length;          /* of the file; what Content-Range said */
    int64_t least;           /* bytes that a request asks for at least */
    char kept[1 << 16];      /* what came last, for small reads nearby */
    int64_t kept_at, kept_size;
    int64_t requests, bytes; /* to show what it cost */
};

struct arrival {
    char *dst;
    size_t room, size;
    int64_t length;
};

static size_t on_body(char *data, size_t one, size_t size, void *context)
{
    struct arrival *a = context;
    (void)one;
    if (size > a->room - a->size) return 0; /* more than was asked for: a server that ignores ranges */
    memcpy(a->dst + a->size, data, size);
    a->size += size;
    return size;
}

static size_t on_header(char *line, size_t one, size_t size, void *context)
{
    struct arrival *a = context;
    char text[128];
    long long first, last, length;
    snprintf(text, sizeof text, "%.*s", (int)(size < 127 ? size : 127), line);
    if (curl_strnequal(text, "content-range:", 14) &&
        sscanf(text + 14, " bytes %lld-%lld/%lld", &first, &last, &length) == 3) a->length = length;
    return one * size;
}

/* One GET of `size` bytes from `offset` on. Fewer come at the end of the file; negative: errno. */
static int64_t get(struct remote *r, void *dst, size_t size, int64_t offset)
{
    struct arrival a = {0};
    char range[64];
    long status = 0;
    int attempt;
    for (attempt = 0; attempt < 3; attempt++) {
        CURLcode code;
        a.dst = dst, a.room = size, a.size = 0, a.length = -1;
        snprintf(range, sizeof range, "%lld-%lld", (long long)offset, (long long)(offset + (int64_t)size - 1));
        curl_easy_setopt(r->curl, CURLOPT_URL, r->url);
        curl_easy_setopt(r->curl, CURLOPT_RANGE, range);
        curl_easy_setopt(r->curl, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(r->curl, CURLOPT_FOLLOWLOCATION, 1L);
        curl_easy_setopt(r->curl, CURLOPT_CONNECTTIMEOUT, 10L);
        curl_easy_setopt(r->curl, CURLOPT_LOW_SPEED_LIMIT, 1L); /* nothing for half a minute: give up */
        curl_easy_setopt(r->curl, CURLOPT_LOW_SPEED_TIME, 30L);
        curl_easy_setopt(r->curl, CURLOPT_WRITEFUNCTION, on_body);
        curl_easy_setopt(r->curl, CURLOPT_WRITEDATA, &a);
        curl_easy_setopt(r->curl, CURLOPT_HEADERFUNCTION, on_header);
        curl_easy_setopt(r->curl, CURLOPT_HEADERDATA, &a);
        code = curl_easy_perform(r->curl);
        curl_easy_getinfo(r->curl, CURLINFO_RESPONSE_CODE, &status);
        r->requests++;
        r->bytes += (int64_t)a.size;
        if (code == CURLE_OK && status == 206) {
            /* The file must not become another one while it is read. */
            if (r->length >= 0 && a.length != r->length) return -ESTALE;
            r->length = a.length;
            return (int64_t)a.size;
        }
        if (status == 404) return -ENOENT;
        if (status == 401 || status == 403) return -EACCES;
        if (status == 200) return -ENOTSUP; /* the whole file would come */
        if (status == 416) return 0;        /* behind the end */
    }
    return -EIO;
}

static int64_t read_at(void *context, void *dst, size_t size, int64_t offset)
{
    struct remote *r = context;
    int64_t n;
    if (offset < r->kept_at || offset >= r->kept_at + r->kept_size) {
        if ((int64_t)size >= r->least) return get(r, dst, size, offset);
        n = get(r, r->kept, (size_t)r->least, offset);
        if (n <= 0) return n;
        r->kept_at = offset;
        r->kept_size = n;
    }
    /* A read may be short: what is missing is asked for again. */
    n = r->kept_at + r->kept_size - offset;
    if (n > (int64_t)size) n = (int64_t)size;
    memcpy(dst, r->kept + (offset - r->kept_at), (size_t)n);
    return n;
}

/* "a:b,c:d" */
static int parse(const char *text, npy_slice *slices)
{
    int n = 0;
    while (n < NPY_MAX_NDIM) {
        char *end;
        slices[n].start = strtoll(text, &end, 10);
        if (end == text || *end != ':') return -1;
        text = end + 1;
        slices[n].stop = strtoll(text, &end, 10);
        if (end == text) return -1;
        slices[n++].step = 1;
        if (*end == '\0') return n;
        if (*end != ',') return -1;
        text = end + 1;
    }
    return -1;
}

int main(int argc, char **argv)
{
    static struct remote r;
    npy_slice slices[NPY_MAX_NDIM];
    npy_source source = {0};
    npy_request request = {0};
    npz_reader *archive = NULL;
    npy_reader *reader = NULL;
    npy_array *slice = NULL;
    npy_error err = {0};
    npy_info info;
    const npy_info *got;
    char *url, *member = NULL;
    int64_t first;

    if (argc != 4 || (request.nslices = parse(argv[2], slices)) < 0) {
        fprintf(stderr, "fetch_slice: wants URL START:STOP[,START:STOP...] OUT.npy\n");
        return 2;
    }
    url = argv[1];
    member = strstr(url, ".npz/");
    if (member != NULL) {
        member[4] = '\0';
        member += 5;
    }
    curl_global_init(CURL_GLOBAL_DEFAULT);
    r.curl = curl_easy_init();
    if (r.curl == NULL) return 1;
    r.url = url;
    r.length = -1;

    /* The first bytes, whatever they are: with them comes the length. Then what opening reads: a little here, a little there. */
    r.least = 4096;
    first = get(&r, r.kept, (size_t)r.least, 0);
    if (first < 0) {
        fprintf(stderr, "fetch_slice: %s: %s\n", url, strerror((int)-first));
        return 1;
    }
    r.kept_size = first;
    source.context = &r;
    source.read_at = read_at;
    source.length = r.length;
    if (member == NULL) {
        if (npy_open_source(&source, NULL, &reader, &err)) goto failed;
    } else {
        if (npz_open_source(&source, NULL, &archive, &err) || npz_get(archive, member, &reader, &err)) goto failed;
    }
    if (npy_header(reader, &info, &err)) goto failed;

    /* The slice itself: exactly what it needs. */
    r.least = 0;
    request.slices = slices;
    if (npy_load_from(reader, &request, &slice, &err)) goto failed;

    got = npy_array_info(slice);
    if (npy_save_with(argv[3], &(npy_spec){ .dtype = got->descr, .ndim = got->ndim, .shape = got->shape, .order = got->order },
                      npy_array_data(slice), NULL, &err)) goto failed;
    printf("of %lld bytes the slice has %lld; %lld came, in %lld requests\n", (long long)r.length, (long long)got->nbytes,
           (long long)r.bytes, (long long)r.requests);

failed:
    npy_array_free(slice);
    npy_close(reader);
    npz_close(archive);
    curl_easy_cleanup(r.curl);
    if (err.code == 0) return 0;
    fprintf(stderr, "fetch_slice: %s: %s\n", npy_status_text(err.code), err.message);
    return 1;
}
