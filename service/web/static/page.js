// Bring the marked place into view: the picture is taller than most windows.

if (!location.hash) document.getElementById("mark").scrollIntoView({ block: "center", inline: "center" });
