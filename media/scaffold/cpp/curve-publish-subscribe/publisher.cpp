// CURVE publish-subscribe, the publisher: publishes to one client, whose public key it knows.
#include "keys.hpp"
#include "message.hpp"
#include "zap.hpp"

int main(int argc, char **argv) {
    const auto usage = "publisher [DATA] [TOPIC] [INTERVAL] [KEYS]";
    start(argc, argv, 4, usage);
    const std::string data = argc > 1 ? argv[1] : "{{endpoint.data}}";
    const std::string topic = argc > 2 ? argv[2] : "{{topic}}";
    const milliseconds interval{argc > 3 ? number(argv[3], usage) : 1000};
    const std::filesystem::path keys = argc > 4 ? argv[4] : "keys";
    const auto secret_key = read_key(keys / "server.secret");
    const auto client_key = read_key(keys / "client.public");

    zmq::context_t context;
    // libzmq asks here whom to let in: this comes before the publisher's bind
    zmq::socket_t handler{context, zmq::socket_type::rep};
    handler.set(zmq::sockopt::linger, 0);
    handler.bind("inproc://zeromq.zap.01");

    zmq::socket_t publisher{context, zmq::socket_type::pub};
    publisher.set(zmq::sockopt::linger, 500);
    publisher.set(zmq::sockopt::curve_server, true);
    publisher.set(zmq::sockopt::curve_secretkey, secret_key);
    publisher.set(zmq::sockopt::zap_domain, "global");
    try {
        publisher.bind(data);
    } catch (const zmq::error_t &error) {
        return cannot("bind", data, error);
    }
    std::cout << "ready" << std::endl;

    std::vector<zmq::pollitem_t> items{{handler.handle(), 0, ZMQ_POLLIN, 0}};
    for (int n = 1; !stopped; n++) {
        for (const auto next = Clock::now() + interval; !stopped && Clock::now() < next;) {
            poll(items, until(next));
            if (items[0].revents & ZMQ_POLLIN)
                answer_zap(handler, client_key);
        }
        if (stopped)
            break;
        const auto update = "update " + std::to_string(n);
        send_message(publisher, {topic, update});
        std::cout << topic << ": " << update << std::endl;
    }
    return EXIT_SUCCESS;
}
