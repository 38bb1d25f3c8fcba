// Last of all files: the paper pack gives way to the conversation.

document.getElementById("paper").hidden = true;
document.getElementById("talk").hidden = false;
show();
