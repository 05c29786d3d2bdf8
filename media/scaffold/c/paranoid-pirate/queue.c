// Paranoid Pirate, the queue (RFC 6): gives requests to the worker that has been idle for the
// longest time, and knows by heartbeats which workers are there.
#include "message.h"
#include "name.h"

enum { HEARTBEAT_MS = 1000, LIVENESS = 3 };

static const char ready[] = "\x01", heartbeat[] = "\x02";

struct worker {
    struct frame id;
    bool is_idle;
    int64_t gone_at;
};

// The one that has been idle for the longest time comes first.
struct pool {
    size_t count;
    struct worker *workers;
};

static size_t position(const struct pool *pool, struct frame id) {
    size_t i = 0;
    for (; i < pool->count; i++) {
        struct frame other = pool->workers[i].id;
        if (other.size == id.size && memcmp(other.data, id.data, id.size) == 0)
            break;
    }
    return i;
}

static size_t first_idle(const struct pool *pool) {
    size_t i = 0;
    while (i < pool->count && !pool->workers[i].is_idle)
        i++;
    return i;
}

static void drop(struct pool *pool, size_t index) {
    struct worker *place = pool->workers + index;
    free(place->id.data);
    memmove(place, place + 1, (--pool->count - index) * sizeof *place);
}

// Puts a worker behind those that are idle already.
static void add_idle(struct pool *pool, struct frame id) {
    size_t index = position(pool, id);
    if (index < pool->count)
        drop(pool, index);
    struct worker *workers = realloc(pool->workers, (pool->count + 1) * sizeof *workers);
    if (workers == NULL)
        abort();
    int64_t gone_at = now_ms() + LIVENESS * HEARTBEAT_MS;
    workers[pool->count++] = (struct worker){copy_of(id.data, id.size), true, gone_at};
    pool->workers = workers;
}

static void drop_silent(struct pool *pool) {
    for (size_t i = pool->count; i-- > 0;) {
        if (now_ms() >= pool->workers[i].gone_at) {
            char name[NAME_SIZE];
            printf("worker %s gone\n", printable(pool->workers[i].id, name));
            drop(pool, i);
        }
    }
}

// From a worker: [worker, READY], [worker, HEARTBEAT] or [worker, client, empty, reply].
static void from_worker(const struct message *message, struct pool *pool, void *clients) {
    const struct frame *frames = message->frames;
    if (message->count == 2 && is_text(frames[1], ready)) {
        char name[NAME_SIZE];
        add_idle(pool, frames[0]);
        printf("worker %s ready\n", printable(frames[0], name));
    } else if (message->count == 2 && is_text(frames[1], heartbeat)) {
        // of a worker that is gone it says nothing: that one connects anew
        size_t index = position(pool, frames[0]);
        if (index < pool->count)
            pool->workers[index].gone_at = now_ms() + LIVENESS * HEARTBEAT_MS;
    } else if (message->count == 4) {
        send_frames(clients, 3, frames + 1);
        add_idle(pool, frames[0]);
    } else {
        fprintf(stderr, "skipped a worker's message of %zu frames\n", message->count);
    }
}

static void from_client(const struct message *message, struct worker *worker, void *workers) {
    if (message->count == 3) {
        send_message(workers, worker->id, message->frames[0], text(""), message->frames[2]);
        worker->is_idle = false;
    } else {
        fprintf(stderr, "skipped a client's message of %zu frames\n", message->count);
    }
}

int main(int argc, char **argv) {
    start(argc, argv, 2, "queue [FRONTEND] [BACKEND]");
    const char *frontend = argc > 1 ? argv[1] : "{{endpoint.frontend}}";
    const char *backend = argc > 2 ? argv[2] : "{{endpoint.backend}}";

    void *context = zmq_ctx_new();
    void *clients = zmq_socket(context, ZMQ_ROUTER);
    void *workers = zmq_socket(context, ZMQ_ROUTER);
    int linger = 0;
    zmq_setsockopt(clients, ZMQ_LINGER, &linger, sizeof linger);
    zmq_setsockopt(workers, ZMQ_LINGER, &linger, sizeof linger);
    // a worker that reconnects keeps its name, also before its old connection is seen to end
    int handover = 1;
    zmq_setsockopt(workers, ZMQ_ROUTER_HANDOVER, &handover, sizeof handover);
    if (zmq_bind(clients, frontend) != 0)
        cannot("bind", frontend);
    if (zmq_bind(workers, backend) != 0)
        cannot("bind", backend);
    puts("ready");

    struct pool pool = {0};
    int64_t heartbeat_at = now_ms() + HEARTBEAT_MS;
    while (!stopped) {
        // requests wait in the frontend while no worker is idle
        size_t idle = first_idle(&pool);
        zmq_pollitem_t items[] = {
            {workers, 0, ZMQ_POLLIN, 0},
            {clients, 0, idle < pool.count ? ZMQ_POLLIN : 0, 0},
        };
        zmq_poll(items, 2, until(heartbeat_at));
        struct message message;
        if (items[1].revents & ZMQ_POLLIN && receive_message(clients, &message, 0)) {
            from_client(&message, pool.workers + idle, workers);
            discard(&message);
        }
        if (items[0].revents & ZMQ_POLLIN && receive_message(workers, &message, 0)) {
            from_worker(&message, &pool, clients);
            discard(&message);
        }
        drop_silent(&pool);
        if (now_ms() >= heartbeat_at) {
            for (size_t i = 0; i < pool.count; i++) {
                if (pool.workers[i].is_idle)
                    send_message(workers, pool.workers[i].id, text(heartbeat));
            }
            heartbeat_at = now_ms() + HEARTBEAT_MS;
        }
    }

    while (pool.count > 0)
        drop(&pool, 0);
    free(pool.workers);
    zmq_close(workers);
    zmq_close(clients);
    zmq_ctx_term(context);
    return EXIT_SUCCESS;
}
