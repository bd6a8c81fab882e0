// A job made of steps that wait for replies: each begins when the one before is done. Where replies come at once (the
// native executor) the steps do not nest: the loop that is running goes on.
#pragma once

#include <functional>
#include <memory>
#include <utility>

namespace session {

class Steps : public std::enable_shared_from_this<Steps> {
 public:
  using Next = std::function<void()>;
  // `step` calls what it is given once it is done; a job ends with a step that does not.
  static void run(std::function<void(Next)> step) {
    const auto steps = std::make_shared<Steps>();
    steps->step_ = std::move(step);
    steps->go();
  }

 private:
  void go() {
    again_ = true;
    if (running_) return;
    running_ = true;
    while (std::exchange(again_, false)) step_([self = shared_from_this()] { self->go(); });
    running_ = false;
  }

  std::function<void(Next)> step_;
  bool running_ = false, again_ = false;
};

}  // namespace session
