# Targets for the libraries that `./dev setup` built into the tool prefix, or that Debian has.

if(EMSCRIPTEN)
  set(kind wasm)
else()
  set(kind native)
endif()

# third_party(NAME INCLUDE_FOLDER [ARCHIVE])
function(third_party name folder)
  add_library(${name} INTERFACE)
  target_include_directories(${name} SYSTEM INTERFACE ${ESCALE_LIBS}/include/${folder})
  if(ARGN)
    target_link_libraries(${name} INTERFACE ${ESCALE_LIBS}/lib-${kind}/lib${ARGV2}.a)
  endif()
endfunction()

third_party(json json)
if(EMSCRIPTEN)
  target_compile_definitions(json INTERFACE JSON_NOEXCEPTION)
endif()
third_party(earcut earcut)
third_party(catch2 catch2 catch2)
third_party(zlib zlib zlib)
target_compile_definitions(zlib INTERFACE Z_PREFIX)
third_party(expat expat expat)
target_compile_definitions(expat INTERFACE XML_STATIC)

# What draws sees `imgui`, the headers. A program links one of the two libraries: `imgui_web` draws by OpenGL ES, `imgui_headless` reports
# each item it lays out to the hooks of tests/support.
third_party(imgui imgui)
target_compile_definitions(imgui INTERFACE IMGUI_USER_CONFIG="imgui_config.h")
third_party(imgui_headless imgui imgui_headless)
if(EMSCRIPTEN)
  third_party(imgui_web imgui imgui_web)
  third_party(sdl2 sdl2 sdl2)
endif()

# Debian's cpp-httplib, a shared library. It is compiled with these, and the layout of its classes depends on them.
if(NOT EMSCRIPTEN)
  find_package(Threads REQUIRED)
  find_package(OpenSSL REQUIRED)
  find_library(CPP_HTTPLIB cpp-httplib REQUIRED)
  add_library(http INTERFACE)
  target_compile_definitions(http INTERFACE CPPHTTPLIB_OPENSSL_SUPPORT CPPHTTPLIB_ZLIB_SUPPORT CPPHTTPLIB_BROTLI_SUPPORT)
  target_link_libraries(http INTERFACE ${CPP_HTTPLIB} OpenSSL::SSL OpenSSL::Crypto Threads::Threads)
endif()
