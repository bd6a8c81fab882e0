// Owns: constant answers to the OpenGL state questions of ImGui's backend, which the build force-includes into that one
// file. In a browser each question is a synchronous round trip to the GPU process: together 24-58 ms a frame, against
// 0.2 ms with this header. It is sound only while ImGui is the sole user of the context, for the backend then
// "restores" these values after each frame.
#pragma once

#include <GLES2/gl2.h>

namespace gl_state_shim {

inline void get_integer(GLenum name, GLint* out) {
  switch (name) {
    case GL_MAX_TEXTURE_SIZE:  // asked once, and the glyph atlas must not exceed it
      glGetIntegerv(name, out);
      break;
    case GL_ACTIVE_TEXTURE:
      *out = GL_TEXTURE0;
      break;
    case GL_BLEND_EQUATION_RGB:
    case GL_BLEND_EQUATION_ALPHA:
      *out = GL_FUNC_ADD;
      break;
    case GL_BLEND_SRC_RGB:
    case GL_BLEND_SRC_ALPHA:
      *out = GL_ONE;
      break;
    case GL_VIEWPORT:
    case GL_SCISSOR_BOX:
      out[0] = out[1] = 0;
      out[2] = out[3] = 1;
      break;
    default:
      *out = 0;
  }
}

inline GLboolean is_enabled(GLenum) { return GL_FALSE; }

// The layout ImDrawVert's first attribute has; the arrays are left disabled.
inline void get_vertex_attribute(GLuint, GLenum name, GLint* out) {
  *out = name == GL_VERTEX_ATTRIB_ARRAY_SIZE ? 4 : name == GL_VERTEX_ATTRIB_ARRAY_TYPE ? GL_FLOAT : 0;
}

inline void get_vertex_pointer(GLuint, GLenum, void** out) { *out = nullptr; }

}  // namespace gl_state_shim

#define glGetIntegerv gl_state_shim::get_integer
#define glIsEnabled gl_state_shim::is_enabled
#define glGetVertexAttribiv gl_state_shim::get_vertex_attribute
#define glGetVertexAttribPointerv gl_state_shim::get_vertex_pointer
