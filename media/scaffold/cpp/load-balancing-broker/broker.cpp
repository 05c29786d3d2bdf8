// Load-balancing broker: gives each request to the worker that has been idle for the longest time.
#include "message.hpp"

#include <algorithm>
#include <deque>

int main(int argc, char **argv) {
    start(argc, argv, 2, "broker [FRONTEND] [BACKEND]");
    const std::string frontend = argc > 1 ? argv[1] : "{{endpoint.frontend}}";
    const std::string backend = argc > 2 ? argv[2] : "{{endpoint.backend}}";

    zmq::context_t context;
    zmq::socket_t clients{context, zmq::socket_type::router};
    zmq::socket_t workers{context, zmq::socket_type::router};
    clients.set(zmq::sockopt::linger, 0);
    workers.set(zmq::sockopt::linger, 0);
    try {
        clients.bind(frontend);
    } catch (const zmq::error_t &error) {
        return cannot("bind", frontend, error);
    }
    try {
        workers.bind(backend);
    } catch (const zmq::error_t &error) {
        return cannot("bind", backend, error);
    }
    std::cout << "ready" << std::endl;

    // each worker once, the one that waits the longest first
    std::deque<std::string> idle;
    const auto add = [&idle](std::string worker) {
        if (std::find(idle.begin(), idle.end(), worker) == idle.end())
            idle.push_back(std::move(worker));
    };
    std::vector<zmq::pollitem_t> items{{workers.handle(), 0, ZMQ_POLLIN, 0},
                                       {clients.handle(), 0, ZMQ_POLLIN, 0}};
    while (!stopped) {
        // requests wait in the frontend while no worker is idle
        items[1].events = idle.empty() ? 0 : ZMQ_POLLIN;
        poll(items, piece);
        if (items[0].revents & ZMQ_POLLIN) {
            const auto message = receive_message(workers);
            if (!message)
                break;
            if (message->size() == 3 && message->at(2).to_string_view() == "READY") {
                add(message->front().to_string());
                std::cout << "worker ready" << std::endl;
            } else if (message->size() == 5) {
                // [worker, empty, client, empty, reply]
                send_message(clients, frames_of(*message, 2));
                add(message->front().to_string());
            } else {
                std::cerr << "skipped a worker's message of " << message->size() << " frames\n";
            }
        }
        if (items[1].revents & ZMQ_POLLIN) {
            const auto message = receive_message(clients);
            if (!message)
                break;
            if (message->size() == 3) {
                send_message(workers, {idle.front(), "", message->at(0).to_string_view(), "",
                                       message->at(2).to_string_view()});
                idle.pop_front();
            } else {
                std::cerr << "skipped a client's message of " << message->size() << " frames\n";
            }
        }
    }
    return EXIT_SUCCESS;
}
