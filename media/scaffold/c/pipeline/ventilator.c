// Pipeline, the ventilator: deals out tasks to the workers in turn.
#include "message.h"

int main(int argc, char **argv) {
    const char *usage = "ventilator [TASKS] [INTERVAL]";
    start(argc, argv, 2, usage);
    const char *tasks = argc > 1 ? argv[1] : "{{endpoint.tasks}}";
    int interval = argc > 2 ? number(argv[2], usage) : 1000;

    void *context = zmq_ctx_new();
    void *socket = zmq_socket(context, ZMQ_PUSH);
    int linger = 500;
    zmq_setsockopt(socket, ZMQ_LINGER, &linger, sizeof linger);
    if (zmq_bind(socket, tasks) != 0)
        cannot("bind", tasks);
    puts("ready");

    for (int n = 1; pause_ms(interval); n++) {
        char task[16];
        snprintf(task, sizeof task, "%d", n);
        // without a worker this waits
        if (send_message(socket, text(task)))
            printf("task %s\n", task);
    }

    zmq_close(socket);
    zmq_ctx_term(context);
    return EXIT_SUCCESS;
}
