// Where the menu slides under the thumb, it begins at the present page; without this script it begins at its start.
for (const here of document.querySelectorAll(".pa-nav [aria-current]")) {
  here.scrollIntoView({ block: "nearest", inline: "center" });
}
