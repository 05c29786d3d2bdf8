// Majordomo, the broker (RFC 7): passes requests for a service to the workers that offer it.
// Requests wait until there is a worker.
#include "message.hpp"

#include <algorithm>
#include <deque>
#include <map>

constexpr milliseconds heartbeat_interval{1000};
constexpr int liveness = 3;
constexpr std::string_view client_protocol = "MDPC01";
constexpr std::string_view worker_protocol = "MDPW01";
constexpr std::string_view ready = "\x01";
constexpr std::string_view request = "\x02";
constexpr std::string_view reply = "\x03";
constexpr std::string_view heartbeat = "\x04";
constexpr std::string_view disconnect = "\x05";

static Clock::time_point expiry() { return Clock::now() + liveness * heartbeat_interval; }

class Broker {
  public:
    explicit Broker(zmq::socket_ref socket) : socket_{socket} {}

    void handle(Message message) {
        const auto frames = frames_of(message);
        if (frames.size() == 5 && frames[1].empty() && frames[2] == client_protocol) {
            // [client, empty, protocol, service, request]
            const std::string service{frames[3]};
            services_[service].requests.push_back(std::move(message));
            dispatch(service);
        } else if (frames.size() >= 4 && frames[1].empty() && frames[2] == worker_protocol) {
            from_worker(frames);
        } else {
            std::cerr << "skipped a message of " << frames.size() << " frames\n";
        }
    }

    void drop_silent() {
        std::vector<std::string> silent;
        for (const auto &[id, worker] : workers_) {
            if (Clock::now() >= worker.gone_at)
                silent.push_back(id);
        }
        for (const auto &id : silent)
            drop(id);
    }

    void send_heartbeats() {
        for (const auto &[id, worker] : workers_)
            send_message(socket_, {id, "", worker_protocol, heartbeat});
    }

  private:
    struct Worker {
        std::string service;
        Clock::time_point gone_at = expiry();
    };

    struct Service {
        std::deque<Message> requests;
        // the one that waits the longest first
        std::deque<std::string> idle;
    };

    // [worker, empty, protocol, command, ...]
    void from_worker(const std::vector<std::string_view> &frames) {
        const std::string id{frames[0]};
        const auto command = frames[3];
        const auto known = workers_.find(id);
        if (known == workers_.end() && frames.size() == 5 && command == ready) {
            std::cout << "worker ready: " << frames[4] << std::endl;
            workers_[id] = {std::string(frames[4])};
            wait_for_work(id);
        } else if (known != workers_.end() && frames.size() == 7 && command == reply) {
            // [worker, empty, protocol, REPLY, client, empty, reply]
            send_message(socket_,
                         {frames[4], "", client_protocol, known->second.service, frames[6]});
            known->second.gone_at = expiry();
            wait_for_work(id);
        } else if (known != workers_.end() && command == heartbeat) {
            known->second.gone_at = expiry();
        } else {
            // RFC 7: what has no place here ends the conversation, and the worker begins a new one
            if (known != workers_.end())
                drop(id);
            if (command != disconnect)
                send_message(socket_, {id, "", worker_protocol, disconnect});
        }
    }

    void wait_for_work(const std::string &id) {
        const auto &service = workers_[id].service;
        auto &idle = services_[service].idle;
        if (std::find(idle.begin(), idle.end(), id) == idle.end())
            idle.push_back(id);
        dispatch(service);
    }

    void dispatch(const std::string &name) {
        auto &service = services_[name];
        while (!service.idle.empty() && !service.requests.empty()) {
            const auto frames = frames_of(service.requests.front());
            send_message(socket_, {service.idle.front(), "", worker_protocol, request, frames[0],
                                   "", frames[4]});
            service.idle.pop_front();
            service.requests.pop_front();
        }
    }

    void drop(const std::string &id) {
        const auto service = workers_[id].service;
        auto &idle = services_[service].idle;
        idle.erase(std::remove(idle.begin(), idle.end(), id), idle.end());
        workers_.erase(id);
        std::cout << "worker gone: " << service << std::endl;
    }

    zmq::socket_ref socket_;
    std::map<std::string, Worker> workers_;
    std::map<std::string, Service> services_;
};

int main(int argc, char **argv) {
    start(argc, argv, 1, "broker [BROKER]");
    const std::string endpoint = argc > 1 ? argv[1] : "{{endpoint.broker}}";

    zmq::context_t context;
    zmq::socket_t socket{context, zmq::socket_type::router};
    socket.set(zmq::sockopt::linger, 0);
    try {
        socket.bind(endpoint);
    } catch (const zmq::error_t &error) {
        return cannot("bind", endpoint, error);
    }
    std::cout << "ready" << std::endl;

    Broker broker{socket};
    auto heartbeat_at = Clock::now() + heartbeat_interval;
    while (!stopped) {
        if (auto message = receive_message(socket, heartbeat_at))
            broker.handle(std::move(*message));
        broker.drop_silent();
        if (Clock::now() >= heartbeat_at) {
            broker.send_heartbeats();
            heartbeat_at = Clock::now() + heartbeat_interval;
        }
    }
    return EXIT_SUCCESS;
}
