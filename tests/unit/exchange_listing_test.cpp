// Listings in the forms that servers write them, and links as people paste them.
#include "exchange/listing.h"

#include <catch2/catch_test_macros.hpp>

#include "base/sha256.h"
#include "exchange/link.h"

using exchange::Listing;
using exchange::Place;
using exchange::read_link;
using oplog::ObjectName;

namespace {

const std::string kHash = base::sha256_hex("content");
const ObjectName kSegment{ObjectName::Kind::kSegment, {0xab}, 7, kHash}, kBlob{ObjectName::Kind::kBlob, {}, 0, kHash};
const std::string kSegmentName = to_string(kSegment), kBlobName = to_string(kBlob);

}  // namespace

TEST_CASE("three servers' listings are read alike", "[exchange][listing]") {
  const Listing expected{{kSegment, 12}, {kBlob, 3}};
  CHECK(exchange::read_lines("12 " + kSegmentName + "\n3 " + kBlobName + "\n") == expected);
  CHECK(exchange::read_autoindex(R"([
{ "name":"inner", "type":"directory", "mtime":"Tue, 24 Nov 2026 07:00:00 GMT" },
{ "name":")" + kSegmentName + R"(", "type":"file", "mtime":"Tue, 24 Nov 2026 07:00:00 GMT", "size":12 },
{ "name":"README.txt", "type":"file", "mtime":"Tue, 24 Nov 2026 07:00:00 GMT", "size":1 },
{ "name":")" + kBlobName + R"(", "type":"file", "mtime":"Tue, 24 Nov 2026 07:00:00 GMT", "size":3 }
])") == expected);
  for (const std::string p : {"D:", "lp0:", ""})
    CHECK(exchange::read_multistatus(
              "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<" + p + "multistatus xmlns:D=\"DAV:\">\n<" + p +
              "response><" + p + "href>/s/atelier/</" + p + "href><" + p + "propstat/></" + p + "response>\n<" + p +
              "response><" + p + "href>http://hub/s/atelier/" + kSegmentName + "\n</" + p + "href><" + p +
              "propstat><" + p + "prop><" + p + "getcontentlength>12</" + p + "getcontentlength></" + p + "prop></" +
              p + "propstat></" + p + "response><" + p + "response><" + p + "href>/s/atelier/" + kBlobName + "</" + p +
              "href><" + p + "getcontentlength >3</" + p + "getcontentlength></" + p + "response></" + p +
              "multistatus>") == expected);
  // A size that is not told does not come from the next entry.
  CHECK(exchange::read_multistatus("<multistatus><href>" + kSegmentName + "</href><href>" + kBlobName +
                                   "</href><getcontentlength>3</getcontentlength></multistatus>") ==
        Listing{{kSegment, 0}, {kBlob, 3}});
}

TEST_CASE("empty spaces are listings, other texts are not", "[exchange][listing]") {
  CHECK(exchange::read_lines("") == Listing{});
  CHECK(exchange::read_autoindex("[]") == Listing{});
  CHECK(exchange::read_multistatus("<D:multistatus xmlns:D=\"DAV:\"></D:multistatus>") == Listing{});
  for (const std::string page : {"<!doctype html><html><body>Bienvenue, acceptez les conditions</body></html>",
                                 "{\"ok\":true}", "Connectez-vous\n", "12\n", "12 x", "-1 x\n",
                                 "99999999999999999999999 x\n", "<multistatus", "[1]", "[{\"name\":5}]", "[{}]"}) {
    CAPTURE(page);
    CHECK_FALSE(exchange::read_lines(page));
    CHECK_FALSE(exchange::read_autoindex(page));
    CHECK_FALSE(exchange::read_multistatus(page));
  }
  CHECK_FALSE(exchange::read_autoindex(std::string(60'000, '[')));
}

TEST_CASE("links name a place", "[exchange][link]") {
  const std::string page = "https://escale.example/app/index.html?v=1#old";
  const Place hub{"http://192.168.1.10:8033/s/atelier/", "f00"};
  CHECK(read_link("https://escale.example/app/#s=http://192.168.1.10:8033/s/atelier/&k=f00", page) == hub);
  CHECK(read_link(" #k=f00&s=http%3A%2F%2F192.168.1.10:8033%2Fs%2Fatelier\n", page) == hub);
  CHECK(read_link("http://192.168.1.10:8033/s/atelier#k=f00", page) == hub);
  CHECK(read_link("http://192.168.1.10:8033/s/atelier/?x=1", page) == Place{hub.url, ""});
  CHECK(read_link("#s=atelier", page) == Place{"https://escale.example/app/s/atelier/", ""});
  CHECK(read_link("http://hub.local/#s=atelier&k=x", page) == Place{"http://hub.local/s/atelier/", "x"});
  CHECK(exchange::host_of(hub.url) == "192.168.1.10:8033");
  for (const Place& place : {hub, Place{"https://h/a b/", ""}, Place{"https://h/s/x/", "a&b=#%"}})
    if (place.url.find(' ') == std::string::npos) CHECK(read_link(write_link(place, page), "") == place);
  // And what to open there.
  const std::string link = exchange::write_link(hub, page, "board/00000000000000a1");
  CHECK(read_link(link, "") == hub);
  CHECK(exchange::address_in(link) == "board/00000000000000a1");
  CHECK(exchange::address_in("#go=atelier%3Fq%3Dx&s=atelier") == "atelier?q=x");
  for (const std::string none : {"", "https://h/", "#s=atelier", "#ego=x", "go=x"})
    CHECK(exchange::address_in(none).empty());
  for (const std::string bad :
       {"", "#", "#k=f00", "bonjour", "ftp://hub/s/x/", "javascript:alert(1)", "http://", "http:///x", "#s=../../x",
        "http://hub/s/a b/", "#s=http://hub/s/x/&k=a%0d%0aX:y", "#s=Atelier"}) {
    CAPTURE(bad);
    CHECK_FALSE(read_link(bad, page));
  }
  CHECK_FALSE(read_link("#s=atelier", ""));
}
