// Owns: what OpenGL's state is, so that ImGui's backend neither asks for it nor sets what is set already. In a browser
// each question is a synchronous round trip to the GPU process: together 24-58 ms a frame, against 0.2 ms with this
// header; and each call goes from wasm through JavaScript to the browser: some 60 a frame would save and restore what
// nobody else changes. The build force-includes it into that file; whatever else draws includes it too, for it is sound
// only while all go through it. What the backend would restore (nothing bound, no blending) is not: it stays as the
// next frame needs it. A new context begins anew: forget().
#pragma once

#include <GLES2/gl2.h>
#ifndef GL_GLEXT_PROTOTYPES
#define GL_GLEXT_PROTOTYPES
#endif
#include <GLES2/gl2ext.h>

namespace gl_state_shim {

inline constexpr GLenum kCapabilities[] = {GL_BLEND, GL_CULL_FACE, GL_DEPTH_TEST, GL_STENCIL_TEST, GL_SCISSOR_TEST};
inline constexpr GLenum kBlend[] = {GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA};

struct State {
  signed char enabled[5] = {-1, -1, -1, -1, -1};  // as kCapabilities; -1: not known
  GLuint program = 0, texture = 0, vertex_array = 0;
  bool blends = false;  // as kBlend
  bool adds = false;    // GL_FUNC_ADD
  bool unit = false;    // GL_TEXTURE0 is active
  GLint viewport[4] = {}, scissor[4] = {};
};
inline State state;
inline void forget() { state = {}; }

inline void get_integer(GLenum name, GLint* out) {
  switch (name) {
    case GL_MAX_TEXTURE_SIZE:  // asked once, and the glyph atlas must not exceed it
      glGetIntegerv(name, out);
      break;
    case GL_ACTIVE_TEXTURE:
      *out = GL_TEXTURE0;
      break;
    case GL_BLEND_SRC_RGB:
      *out = kBlend[0];
      break;
    case GL_BLEND_DST_RGB:
      *out = kBlend[1];
      break;
    case GL_BLEND_SRC_ALPHA:
      *out = kBlend[2];
      break;
    case GL_BLEND_DST_ALPHA:
      *out = kBlend[3];
      break;
    case GL_BLEND_EQUATION_RGB:
    case GL_BLEND_EQUATION_ALPHA:
      *out = GL_FUNC_ADD;
      break;
    case GL_VIEWPORT:
      for (int i = 0; i < 4; ++i) out[i] = state.viewport[i];
      break;
    case GL_SCISSOR_BOX:
      out[0] = out[1] = out[2] = out[3] = -1;
      break;
    default:
      *out = 0;
  }
}

inline signed char* enabled(GLenum capability) {
  for (int i = 0; i < 5; ++i)
    if (kCapabilities[i] == capability) return &state.enabled[i];
  return nullptr;
}
inline GLboolean is_enabled(GLenum capability) { return capability == GL_BLEND ? GL_TRUE : GL_FALSE; }
inline void enable(GLenum capability) {
  signed char* known = enabled(capability);
  if (known && *known == 1) return;
  if (known) *known = 1;
  glEnable(capability);
}
inline void disable(GLenum capability) {
  signed char* known = enabled(capability);
  if (known && *known == 0) return;
  if (known) *known = 0;
  glDisable(capability);
}

inline void use_program(GLuint program) {
  if (program != 0 && program != state.program) glUseProgram(state.program = program);
}
inline void delete_program(GLuint program) {
  if (program == state.program) state.program = 0;
  glDeleteProgram(program);
}
inline void bind_texture(GLenum target, GLuint texture) {
  if (texture != 0 && texture != state.texture) glBindTexture(target, state.texture = texture);
}
inline void delete_textures(GLsizei count, const GLuint* textures) {
  for (GLsizei i = 0; i < count; ++i)
    if (textures[i] == state.texture) state.texture = 0;
  glDeleteTextures(count, textures);
}
inline void active_texture(GLenum unit) {
  if (!state.unit) glActiveTexture(unit);
  state.unit = true;
}
// The backend makes one for each frame.
inline void generate_vertex_arrays(GLsizei, GLuint* out) {
  if (state.vertex_array == 0) {
    glGenVertexArraysOES(1, &state.vertex_array);
    glBindVertexArrayOES(state.vertex_array);
  }
  *out = state.vertex_array;
}
inline void bind_vertex_array(GLuint) {}
inline void delete_vertex_arrays(GLsizei, const GLuint*) {}
inline void blend_equation(GLenum mode) {
  if (!state.adds) glBlendEquation(mode);
  state.adds = true;
}
inline void blend_equation_separate(GLenum mode, GLenum) { blend_equation(mode); }
inline void blend_func_separate(GLenum a, GLenum b, GLenum c, GLenum d) {
  if (!state.blends) glBlendFuncSeparate(a, b, c, d);
  state.blends = true;
}
inline bool same(GLint* now, GLint x, GLint y, GLint w, GLint h) {
  const bool is = now[0] == x && now[1] == y && now[2] == w && now[3] == h;
  now[0] = x, now[1] = y, now[2] = w, now[3] = h;
  return is;
}
inline void viewport(GLint x, GLint y, GLsizei w, GLsizei h) {
  if (!same(state.viewport, x, y, w, h)) glViewport(x, y, w, h);
}
inline void scissor(GLint x, GLint y, GLsizei w, GLsizei h) {
  if (w >= 0 && !same(state.scissor, x, y, w, h)) glScissor(x, y, w, h);
}

// The layout ImDrawVert's first attribute has; the arrays are left disabled.
inline void get_vertex_attribute(GLuint, GLenum name, GLint* out) {
  *out = name == GL_VERTEX_ATTRIB_ARRAY_SIZE ? 4 : name == GL_VERTEX_ATTRIB_ARRAY_TYPE ? GL_FLOAT : 0;
}

inline void get_vertex_pointer(GLuint, GLenum, void** out) { *out = nullptr; }

}  // namespace gl_state_shim

#define glGetIntegerv gl_state_shim::get_integer
#define glIsEnabled gl_state_shim::is_enabled
#define glEnable gl_state_shim::enable
#define glDisable gl_state_shim::disable
#define glUseProgram gl_state_shim::use_program
#define glDeleteProgram gl_state_shim::delete_program
#define glBindTexture gl_state_shim::bind_texture
#define glDeleteTextures gl_state_shim::delete_textures
#define glActiveTexture gl_state_shim::active_texture
#define glGenVertexArraysOES gl_state_shim::generate_vertex_arrays
#define glBindVertexArrayOES gl_state_shim::bind_vertex_array
#define glDeleteVertexArraysOES gl_state_shim::delete_vertex_arrays
#define glBlendEquation gl_state_shim::blend_equation
#define glBlendEquationSeparate gl_state_shim::blend_equation_separate
#define glBlendFuncSeparate gl_state_shim::blend_func_separate
#define glViewport gl_state_shim::viewport
#define glScissor gl_state_shim::scissor
#define glGetVertexAttribiv gl_state_shim::get_vertex_attribute
#define glGetVertexAttribPointerv gl_state_shim::get_vertex_pointer
