// Routing ids for people.
#pragma once

#include <string>
#include <string_view>

/// Of a UTF-8 character at the beginning of the text; 0 where there is none that can be printed.
inline std::size_t printable_length(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead < 0x80   ? 1
                               : lead < 0xc2 ? 0
                               : lead < 0xe0 ? 2
                               : lead < 0xf0 ? 3
                               : lead < 0xf5 ? 4
                                             : 0;
    if (length == 0 || length > text.size() || lead < 0x20 || lead == 0x7f)
        return 0;
    for (const unsigned char next : text.substr(1, length - 1)) {
        if ((next & 0xc0) != 0x80)
            return 0;
    }
    return length;
}

/// The text itself, or its bytes in hex where it is not printable.
inline std::string printable(std::string_view name) {
    for (auto rest = name; !rest.empty();) {
        const auto length = printable_length(rest);
        if (length > 0) {
            rest.remove_prefix(length);
            continue;
        }
        constexpr std::string_view digits = "0123456789abcdef";
        std::string hex = "0x";
        for (const unsigned char byte : name) {
            hex += digits[byte >> 4];
            hex += digits[byte & 15];
        }
        return hex;
    }
    return std::string(name);
}
