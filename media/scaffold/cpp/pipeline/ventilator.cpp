// Pipeline, the ventilator: deals out tasks to the workers in turn.
#include "message.hpp"

int main(int argc, char **argv) {
    const auto usage = "ventilator [TASKS] [INTERVAL]";
    start(argc, argv, 2, usage);
    const std::string tasks = argc > 1 ? argv[1] : "{{endpoint.tasks}}";
    const milliseconds interval{argc > 2 ? number(argv[2], usage) : 1000};

    zmq::context_t context;
    zmq::socket_t socket{context, zmq::socket_type::push};
    socket.set(zmq::sockopt::linger, 500);
    try {
        socket.bind(tasks);
    } catch (const zmq::error_t &error) {
        return cannot("bind", tasks, error);
    }
    std::cout << "ready" << std::endl;

    // without a worker the send waits
    for (int n = 1; pause_for(interval); n++) {
        if (send_message(socket, {std::to_string(n)}))
            std::cout << "task " << n << std::endl;
    }
    return EXIT_SUCCESS;
}
