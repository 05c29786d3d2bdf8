// Pipeline, a worker: takes tasks, and pushes what comes of them to the sink. Start as many as
// there is work for.
#include "message.hpp"

// Nothing for a text that is no whole number, or one whose square is too large.
static std::optional<std::int64_t> square(std::string_view task) {
    constexpr std::int64_t most = 3037000499;
    std::int64_t value = 0;
    const char *const end = task.data() + task.size();
    const auto [rest, error] = std::from_chars(task.data(), end, value);
    if (error != std::errc{} || rest != end || value < -most || value > most)
        return {};
    return value * value;
}

int main(int argc, char **argv) {
    start(argc, argv, 2, "worker [TASKS] [RESULTS]");
    const std::string tasks = argc > 1 ? argv[1] : "{{endpoint.tasks}}";
    const std::string results = argc > 2 ? argv[2] : "{{endpoint.results}}";

    zmq::context_t context;
    zmq::socket_t source{context, zmq::socket_type::pull};
    zmq::socket_t sink{context, zmq::socket_type::push};
    source.set(zmq::sockopt::linger, 0);
    sink.set(zmq::sockopt::linger, 500);
    try {
        source.connect(tasks);
    } catch (const zmq::error_t &error) {
        return cannot("connect", tasks, error);
    }
    try {
        sink.connect(results);
    } catch (const zmq::error_t &error) {
        return cannot("connect", results, error);
    }

    while (const auto message = receive_message(source)) {
        const auto task = text_of(*message);
        if (!task)
            continue;
        const auto squared = square(*task);
        if (!squared) {
            std::cerr << "not a number to square: " << *task << '\n';
            continue;
        }
        const auto result = std::string(*task) + " squared is " + std::to_string(*squared);
        if (send_message(sink, {result}))
            std::cout << result << std::endl;
    }
    return EXIT_SUCCESS;
}
