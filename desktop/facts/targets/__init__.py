"""A measure's text -> what it wants reached: numbers with their deadlines, dates, ends of policies.

`plain` writes a text without white space, `quantities` reads its numbers, `times` its dates,
`judging` tells a number to reach from one that describes, pays or names something, and `finding`
puts them together, sentence by sentence. Nothing here knows a document.
"""
