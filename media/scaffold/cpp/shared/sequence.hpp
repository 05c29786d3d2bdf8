// Sequence numbers in a frame of 8 bytes, in network order.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

inline std::string write_sequence(std::uint64_t sequence) {
    std::string frame(8, '\0');
    for (auto byte = frame.rbegin(); byte != frame.rend(); ++byte, sequence >>= 8)
        *byte = static_cast<char>(sequence & 0xff);
    return frame;
}

/// Nothing where the frame has another size.
inline std::optional<std::uint64_t> read_sequence(std::string_view frame) {
    if (frame.size() != 8)
        return {};
    std::uint64_t sequence = 0;
    for (const unsigned char byte : frame)
        sequence = sequence << 8 | byte;
    return sequence;
}
