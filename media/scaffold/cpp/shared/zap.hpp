// A ZAP handler (RFC 27) for CURVE that lets in one client.
#pragma once

#include "message.hpp"

#include <array>
#include <cstdint>

/// Answers one question of libzmq: [version, request id, domain, address, identity, mechanism,
/// key].
inline void answer_zap(zmq::socket_ref handler, const std::string &client_key) {
    const auto question = receive_message(handler, Clock::now());
    if (!question)
        return;
    const auto frames = frames_of(*question);
    if (frames.size() != 7 || frames[0] != "1.0" || frames[5] != "CURVE") {
        std::cerr << "refused what is no CURVE client\n";
        send_message(handler,
                     {"1.0", frames.size() > 1 ? frames[1] : "", "400", "CURVE only", "", ""});
        return;
    }
    std::array<char, 41> key{};
    if (frames[6].size() == 32)
        zmq_z85_encode(key.data(), reinterpret_cast<const std::uint8_t *>(frames[6].data()), 32);
    if (key.data() == client_key) {
        std::cout << "let in the client" << std::endl;
        send_message(handler, {"1.0", frames[1], "200", "OK", "client", ""});
    } else {
        std::cout << "refused an unknown client" << std::endl;
        send_message(handler, {"1.0", frames[1], "400", "Not a known client", "", ""});
    }
}
