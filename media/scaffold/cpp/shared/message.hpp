// Messages of one frame or several.
#pragma once

#include "program.hpp"

#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include <zmq_addon.hpp>

using Message = std::vector<zmq::message_t>;

/// zmq::poll, which a signal ends as if nothing had come.
inline void poll(std::vector<zmq::pollitem_t> &items, milliseconds timeout) {
    for (auto &item : items)
        item.revents = 0;
    try {
        zmq::poll(items, timeout);
    } catch (const zmq::error_t &error) {
        if (error.num() != EINTR)
            throw;
    }
}

/// The frames of a message from here on, to be sent on.
inline std::vector<std::string_view> frames_of(const Message &message, std::size_t from = 0) {
    std::vector<std::string_view> frames;
    for (auto i = from; i < message.size(); i++)
        frames.push_back(message[i].to_string_view());
    return frames;
}

/// The text of a message that is one frame. Of others it says that they are skipped.
inline std::optional<std::string_view> text_of(const Message &message) {
    if (message.size() == 1)
        return message.front().to_string_view();
    std::cerr << "skipped a message of " << message.size() << " frames\n";
    return {};
}

/// Waits for room in a queue, or for a first peer. False when the program is to end.
inline bool send_message(zmq::socket_ref socket, const std::vector<std::string_view> &frames) {
    std::vector<zmq::const_buffer> parts;
    for (const auto frame : frames)
        parts.push_back(zmq::buffer(frame));
    std::vector<zmq::pollitem_t> items{{socket.handle(), 0, ZMQ_POLLOUT, 0}};
    while (!zmq::send_multipart(socket, parts, zmq::send_flags::dontwait)) {
        if (stopped)
            return false;
        poll(items, piece);
    }
    return true;
}

/// Waits until a time, or for ever. Nothing when nothing came, or the program is to end.
inline std::optional<Message> receive_message(zmq::socket_ref socket,
                                              Clock::time_point due = Clock::time_point::max()) {
    std::vector<zmq::pollitem_t> items{{socket.handle(), 0, ZMQ_POLLIN, 0}};
    while (!stopped) {
        Message message;
        if (zmq::recv_multipart(socket, std::back_inserter(message), zmq::recv_flags::dontwait))
            return message;
        if (Clock::now() >= due)
            return {};
        poll(items, until(due));
    }
    return {};
}
