// The module's entry. Everything begins when the page calls boot (web/platform/bridge.cpp).
int main() { return 0; }
