// CURVE keys in files, 40 characters of Z85 each (RFC 32).
#pragma once

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include <zmq.hpp>

/// Reads a key, or ends the program where there is none.
inline std::string read_key(const std::filesystem::path &path) {
    std::string key;
    std::ifstream(path) >> key;
    std::uint8_t binary[32];
    if (key.size() != 40 || zmq_z85_decode(binary, key.c_str()) == nullptr) {
        std::cerr << "cannot read a key from " << path.string() << ": run keys first\n";
        std::exit(EXIT_FAILURE);
    }
    return key;
}
