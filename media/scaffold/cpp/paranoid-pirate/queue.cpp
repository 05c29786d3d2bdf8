// Paranoid Pirate, the queue (RFC 6): gives requests to the worker that has been idle for the
// longest time, and knows by heartbeats which workers are there.
#include "message.hpp"
#include "name.hpp"

#include <algorithm>

constexpr milliseconds heartbeat_interval{1000};
constexpr int liveness = 3;
constexpr std::string_view ready = "\x01";
constexpr std::string_view heartbeat = "\x02";

struct Worker {
    std::string id;
    Clock::time_point gone_at = Clock::now() + liveness * heartbeat_interval;
    bool is_idle = true;
};

// The one that has been idle for the longest time comes first.
using Pool = std::vector<Worker>;

static auto worker_with(Pool &pool, std::string_view id) {
    return std::find_if(pool.begin(), pool.end(),
                        [id](const Worker &worker) { return worker.id == id; });
}

// Puts a worker behind those that are idle already.
static void add_idle(Pool &pool, std::string_view id) {
    const auto known = worker_with(pool, id);
    if (known != pool.end())
        pool.erase(known);
    pool.push_back({std::string(id)});
}

// From a worker: [worker, READY], [worker, HEARTBEAT] or [worker, client, empty, reply].
static void from_worker(const Message &message, Pool &pool, zmq::socket_ref clients) {
    const auto id = message.front().to_string_view();
    const auto command = message.size() == 2 ? message[1].to_string_view() : std::string_view{};
    if (command == ready) {
        add_idle(pool, id);
        std::cout << "worker " << printable(id) << " ready" << std::endl;
    } else if (command == heartbeat) {
        // of a worker that is gone it says nothing: that one connects anew
        const auto worker = worker_with(pool, id);
        if (worker != pool.end())
            worker->gone_at = Clock::now() + liveness * heartbeat_interval;
    } else if (message.size() == 4) {
        send_message(clients, frames_of(message, 1));
        add_idle(pool, id);
    } else {
        std::cerr << "skipped a worker's message of " << message.size() << " frames\n";
    }
}

static void from_client(const Message &message, Worker &worker, zmq::socket_ref workers) {
    if (message.size() != 3) {
        std::cerr << "skipped a client's message of " << message.size() << " frames\n";
        return;
    }
    send_message(workers,
                 {worker.id, message[0].to_string_view(), "", message[2].to_string_view()});
    worker.is_idle = false;
}

static void drop_silent(Pool &pool) {
    const auto is_gone = [now = Clock::now()](const Worker &worker) {
        return now >= worker.gone_at;
    };
    for (const auto &worker : pool) {
        if (is_gone(worker))
            std::cout << "worker " << printable(worker.id) << " gone" << std::endl;
    }
    pool.erase(std::remove_if(pool.begin(), pool.end(), is_gone), pool.end());
}

int main(int argc, char **argv) {
    start(argc, argv, 2, "queue [FRONTEND] [BACKEND]");
    const std::string frontend = argc > 1 ? argv[1] : "{{endpoint.frontend}}";
    const std::string backend = argc > 2 ? argv[2] : "{{endpoint.backend}}";

    zmq::context_t context;
    zmq::socket_t clients{context, zmq::socket_type::router};
    zmq::socket_t workers{context, zmq::socket_type::router};
    clients.set(zmq::sockopt::linger, 0);
    workers.set(zmq::sockopt::linger, 0);
    // a worker that reconnects keeps its name, also before its old connection is seen to end
    workers.set(zmq::sockopt::router_handover, true);
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

    Pool pool;
    auto heartbeat_at = Clock::now() + heartbeat_interval;
    std::vector<zmq::pollitem_t> items{{workers.handle(), 0, ZMQ_POLLIN, 0},
                                       {clients.handle(), 0, ZMQ_POLLIN, 0}};
    while (!stopped) {
        // requests wait in the frontend while no worker is idle
        const auto idle = std::find_if(pool.begin(), pool.end(),
                                       [](const Worker &worker) { return worker.is_idle; });
        items[1].events = idle == pool.end() ? 0 : ZMQ_POLLIN;
        poll(items, until(heartbeat_at));
        if (items[1].revents & ZMQ_POLLIN) {
            if (const auto message = receive_message(clients))
                from_client(*message, *idle, workers);
        }
        if (items[0].revents & ZMQ_POLLIN) {
            if (const auto message = receive_message(workers))
                from_worker(*message, pool, clients);
        }
        drop_silent(pool);
        if (Clock::now() >= heartbeat_at) {
            for (const auto &worker : pool) {
                if (worker.is_idle)
                    send_message(workers, {worker.id, heartbeat});
            }
            heartbeat_at = Clock::now() + heartbeat_interval;
        }
    }
    return EXIT_SUCCESS;
}
