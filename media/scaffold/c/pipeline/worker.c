// Pipeline, a worker: takes tasks, and pushes what comes of them to the sink. Start as many as
// there is work for.
#include "message.h"

#include <inttypes.h>

// False for a text that is no whole number, or one whose square is too large.
static bool square(const char *task, int64_t *squared) {
    const int64_t most = 3037000499;
    char *end;
    errno = 0;
    int64_t value = strtoll(task, &end, 10);
    if (end == task || *end != '\0' || errno != 0 || value < -most || value > most)
        return false;
    *squared = value * value;
    return true;
}

int main(int argc, char **argv) {
    start(argc, argv, 2, "worker [TASKS] [RESULTS]");
    const char *tasks = argc > 1 ? argv[1] : "{{endpoint.tasks}}";
    const char *results = argc > 2 ? argv[2] : "{{endpoint.results}}";

    void *context = zmq_ctx_new();
    void *source = zmq_socket(context, ZMQ_PULL);
    void *sink = zmq_socket(context, ZMQ_PUSH);
    int linger = 500;
    zmq_setsockopt(source, ZMQ_LINGER, &linger, sizeof linger);
    zmq_setsockopt(sink, ZMQ_LINGER, &linger, sizeof linger);
    if (zmq_connect(source, tasks) != 0)
        cannot("connect", tasks);
    if (zmq_connect(sink, results) != 0)
        cannot("connect", results);

    struct message task;
    for (; receive_message(source, &task, -1); discard(&task)) {
        if (!is_single(&task))
            continue;
        int64_t squared;
        if (square(task.frames[0].data, &squared)) {
            char *result = formatted("%s squared is %" PRId64, task.frames[0].data, squared);
            if (send_message(sink, text(result)))
                puts(result);
            free(result);
        } else {
            fprintf(stderr, "not a number to square: %s\n", task.frames[0].data);
        }
    }

    zmq_close(sink);
    zmq_close(source);
    zmq_ctx_term(context);
    return EXIT_SUCCESS;
}
