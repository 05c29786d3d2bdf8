/* A worker of the pipeline in C: takes tasks, hands in results.
 *
 *   cc -o worker worker.c -lzmq && ./worker
 */
#include <stdio.h>
#include <zmq.h>

int main(void)
{
    void *context = zmq_ctx_new();
    void *tasks = zmq_socket(context, ZMQ_PULL);
    void *results = zmq_socket(context, ZMQ_PUSH);
    zmq_connect(tasks, "tcp://127.0.0.1:5560");
    zmq_connect(results, "tcp://127.0.0.1:5561");

    char task[256];
    for (;;) {
        const int size = zmq_recv(tasks, task, sizeof task, 0);
        if (size < 0)
            break;
        zmq_send(results, "c-worker", 8, ZMQ_SNDMORE);
        zmq_send(results, task, size < (int) sizeof task ? (size_t) size : sizeof task, 0);
    }
    zmq_close(tasks);
    zmq_close(results);
    zmq_ctx_term(context);
    return 0;
}
