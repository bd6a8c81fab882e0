/* SDL's video code asks for a window's renderer when the window goes; SDL is built here without its render library. */
#include "SDL.h"

SDL_Renderer *SDL_GetRenderer(SDL_Window *window) {
  (void)window;
  return NULL;
}

void SDL_DestroyRendererWithoutFreeing(SDL_Renderer *renderer) { (void)renderer; }
