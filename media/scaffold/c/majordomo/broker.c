// Majordomo, the broker (RFC 7): passes requests for a service to the workers that offer it.
// Requests wait until there is a worker.
#include "message.h"

enum { HEARTBEAT_MS = 1000, LIVENESS = 3 };

static const char client_protocol[] = "MDPC01", worker_protocol[] = "MDPW01";
static const char ready[] = "\x01", request[] = "\x02", reply[] = "\x03";
static const char heartbeat[] = "\x04", disconnect[] = "\x05";

struct worker {
    struct frame id;
    struct frame service;
    bool is_busy;
    int64_t gone_at;
};

// Workers with the one that is idle for the longest time first; requests in the order they came:
// [client, empty, protocol, service, request].
struct broker {
    void *socket;
    size_t worker_count;
    struct worker *workers;
    size_t request_count;
    struct message *requests;
};

static bool are_same(struct frame one, struct frame other) {
    return one.size == other.size && memcmp(one.data, other.data, one.size) == 0;
}

static void *enlarged(void *items, size_t count, size_t size) {
    void *larger = realloc(items, (count + 1) * size);
    if (larger == NULL)
        abort();
    return larger;
}

static void add_worker(struct broker *broker, struct worker worker) {
    broker->workers = enlarged(broker->workers, broker->worker_count, sizeof worker);
    broker->workers[broker->worker_count++] = worker;
}

static struct worker take_worker(struct broker *broker, size_t index) {
    struct worker *place = broker->workers + index;
    struct worker worker = *place;
    memmove(place, place + 1, (--broker->worker_count - index) * sizeof worker);
    return worker;
}

static void remove_worker(struct broker *broker, size_t index) {
    struct worker worker = take_worker(broker, index);
    printf("worker gone: %s\n", worker.service.data);
    free(worker.id.data);
    free(worker.service.data);
}

// False where no idle worker offers the service.
static bool pass_on(struct broker *broker, const struct frame *frames) {
    for (size_t i = 0; i < broker->worker_count; i++) {
        struct worker *worker = broker->workers + i;
        if (!worker->is_busy && are_same(worker->service, frames[3])) {
            worker->is_busy = true;
            return send_message(broker->socket, worker->id, text(""), text(worker_protocol),
                                text(request), frames[0], text(""), frames[4]);
        }
    }
    return false;
}

static void pass_on_waiting(struct broker *broker) {
    size_t kept = 0;
    for (size_t i = 0; i < broker->request_count; i++) {
        if (pass_on(broker, broker->requests[i].frames))
            discard(&broker->requests[i]);
        else
            broker->requests[kept++] = broker->requests[i];
    }
    broker->request_count = kept;
}

// [worker, empty, protocol, command, ...]
static void from_worker(struct broker *broker, const struct message *message) {
    const struct frame *frames = message->frames;
    struct frame id = frames[0], command = frames[3];
    size_t index = 0;
    while (index < broker->worker_count && !are_same(broker->workers[index].id, id))
        index++;
    bool is_known = index < broker->worker_count;
    int64_t gone_at = now_ms() + LIVENESS * HEARTBEAT_MS;
    if (!is_known && message->count == 5 && is_text(command, ready)) {
        struct frame service = copy_of(frames[4].data, frames[4].size);
        add_worker(broker, (struct worker){copy_of(id.data, id.size), service, false, gone_at});
        printf("worker ready: %s\n", service.data);
    } else if (is_known && message->count == 7 && is_text(command, reply)) {
        // [worker, empty, protocol, REPLY, client, empty, reply]
        struct worker worker = take_worker(broker, index);
        send_message(broker->socket, frames[4], text(""), text(client_protocol), worker.service,
                     frames[6]);
        // idle again, and the last in turn
        worker.is_busy = false;
        worker.gone_at = gone_at;
        add_worker(broker, worker);
    } else if (is_known && is_text(command, heartbeat)) {
        broker->workers[index].gone_at = gone_at;
    } else {
        // RFC 7: what has no place here ends the conversation, and the worker begins a new one
        if (is_known)
            remove_worker(broker, index);
        if (!is_text(command, disconnect))
            send_message(broker->socket, id, text(""), text(worker_protocol), text(disconnect));
    }
}

// True where the message is kept.
static bool handle(struct broker *broker, const struct message *message) {
    const struct frame *frames = message->frames;
    if (message->count == 5 && frames[1].size == 0 && is_text(frames[2], client_protocol)) {
        if (pass_on(broker, frames))
            return false;
        broker->requests =
            enlarged(broker->requests, broker->request_count, sizeof *broker->requests);
        broker->requests[broker->request_count++] = *message;
        return true;
    }
    if (message->count >= 4 && frames[1].size == 0 && is_text(frames[2], worker_protocol))
        from_worker(broker, message);
    else
        fprintf(stderr, "skipped a message of %zu frames\n", message->count);
    return false;
}

int main(int argc, char **argv) {
    start(argc, argv, 1, "broker [BROKER]");
    const char *endpoint = argc > 1 ? argv[1] : "{{endpoint.broker}}";

    void *context = zmq_ctx_new();
    void *socket = zmq_socket(context, ZMQ_ROUTER);
    int linger = 0;
    zmq_setsockopt(socket, ZMQ_LINGER, &linger, sizeof linger);
    if (zmq_bind(socket, endpoint) != 0)
        cannot("bind", endpoint);
    puts("ready");

    struct broker broker = {.socket = socket};
    int64_t heartbeat_at = now_ms() + HEARTBEAT_MS;
    while (!stopped) {
        struct message message;
        if (receive_message(socket, &message, (int)until(heartbeat_at)) &&
            !handle(&broker, &message))
            discard(&message);
        for (size_t i = broker.worker_count; i-- > 0;) {
            if (now_ms() >= broker.workers[i].gone_at)
                remove_worker(&broker, i);
        }
        pass_on_waiting(&broker);
        if (now_ms() >= heartbeat_at) {
            for (size_t i = 0; i < broker.worker_count; i++)
                send_message(socket, broker.workers[i].id, text(""), text(worker_protocol),
                             text(heartbeat));
            heartbeat_at = now_ms() + HEARTBEAT_MS;
        }
    }

    for (size_t i = 0; i < broker.worker_count; i++) {
        free(broker.workers[i].id.data);
        free(broker.workers[i].service.data);
    }
    free(broker.workers);
    for (size_t i = 0; i < broker.request_count; i++)
        discard(&broker.requests[i]);
    free(broker.requests);
    zmq_close(socket);
    zmq_ctx_term(context);
    return EXIT_SUCCESS;
}
