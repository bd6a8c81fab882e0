# CMake's toolchain file for WebAssembly: Emscripten of the private prefix that `./dev setup` prepared.
include(${CMAKE_CURRENT_LIST_DIR}/../build/tools.cmake)
include(${ESCALE_TOOLS}/pkg/usr/share/emscripten/cmake/Modules/Platform/Emscripten.cmake)
