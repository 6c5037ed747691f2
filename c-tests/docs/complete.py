"""complete.py XML…: each parameter, template parameter and returned value of what the folders of Doxygen's XML know is documented.

A comment is complete that has @param, @tparam and @return of everything. What would only say twice what stands there may be left out:
  the returned value    of a function without parameters: its comment says what it gives; and of a function that returns its own object
  a template parameter  that is deduced from an argument, which is documented, or from what a specialisation is for
  what is the same      as in the function of the same name in front, if the comment begins with "The same"
Compiler-made functions (= default, = delete) and operators that are what they are in every class (==, ++, =) have nothing to add.
"""

import pathlib
import re
import sys
import xml.etree.ElementTree as etree

OBVIOUS = re.compile(r"operator\s*(==|!=|=|\+\+|\*|->|<=>|<)$|~")
ATTRIBUTE = re.compile(r"\b(constexpr|inline|static|explicit|friend|virtual|auto|NPYRW_\w+)\b")


def text(node):
    return " ".join("".join(node.itertext()).split()) if node is not None else ""


def documented(member, kind):
    """The names that the comment has of a kind: "param" or "templateparam"."""
    lists = member.iterfind(f"detaileddescription//parameterlist[@kind='{kind}']/parameteritem")
    return {text(name) for item in lists for name in item.iterfind("parameternamelist/parametername")}


def parameters(member):
    for param in member.iterfind("param"):
        name = text(param.find("declname"))
        if name:
            yield name, text(param.find("type"))


def template_parameters(member):
    """The names of types and values; what has no name (an enable_if) has nothing to say."""
    for param in member.iterfind("templateparamlist/param"):
        kind, name = text(param.find("type")), text(param.find("declname"))
        spelled = re.fullmatch(r"(?:class|typename)(?:\s*\.\.\.)?\s*(\w*)", kind)
        name = name or (spelled.group(1) if spelled else "")
        if name:
            yield name


class Comment:
    """What a function's comment says, with what it takes from the function in front."""

    def __init__(self, member, owner, front):
        self.params, self.types = documented(member, "param"), documented(member, "templateparam")
        self.returns = member.find("detaileddescription//simplesect[@kind='return']") is not None
        told = text(member.find("briefdescription")) or text(member.find("detaileddescription"))
        if told.startswith("The same") and front is not None:
            self.params |= front.params
            self.types |= front.types
            self.returns |= front.returns
        self.owner = owner

    def missing(self, member):
        name, given = text(member.find("name")), list(parameters(member))
        for param, _ in given:
            if param not in self.params:
                yield f"parameter {param}"
        for wanted in template_parameters(member):
            if wanted not in self.types and not any(re.search(rf"\b{wanted}\b", kind) for _, kind in given):
                yield f"template parameter {wanted}"
        kind = ATTRIBUTE.sub("", text(member.find("type"))).replace(" ", "")
        is_itself = self.owner and kind.rstrip("&") == self.owner and kind.endswith("&")
        if kind and kind != "void" and given and not is_itself and not self.returns and name != self.owner:
            yield "returned value"


def functions(compound):
    wanted = {"function", "friend"}
    found = [m for m in compound.iterfind("sectiondef/memberdef") if m.get("kind") in wanted and m.get("prot") == "public"]
    return sorted(found, key=lambda m: (m.find("location").get("file"), int(m.find("location").get("line"))))


def main():
    looked, wrong, seen = 0, [], set()
    for path in sorted(file for folder in sys.argv[1:] for file in pathlib.Path(folder).glob("*.xml")):
        for compound in etree.parse(path).getroot().iterfind("compounddef"):
            if compound.get("prot") == "private" or compound.get("kind") in ("file", "dir", "page"):
                continue
            owner = text(compound.find("compoundname")).rsplit("::", 1)[-1] if compound.get("kind") in ("class", "struct") else ""
            # Those of a specialisation are in what it is for.
            if owner and "<" not in owner and "<" not in text(compound.find("compoundname")):
                looked += 1
                types = documented(compound, "templateparam")
                wrong += [f"{where(compound)}: {owner}: template parameter {name}" for name in template_parameters(compound) if name not in types]
            front = {}
            for member in functions(compound):
                name, args = text(member.find("name")), text(member.find("argsstring"))
                if member.get("id") in seen or OBVIOUS.search(name) or args.endswith(("=default", "=delete", "= default", "= delete")):
                    continue
                seen.add(member.get("id"))
                looked += 1
                comment = front[name] = Comment(member, owner, front.get(name))
                wrong += [f"{where(member)}: {name}{args}: {what}" for what in comment.missing(member)]
    for line in wrong:
        print(f"{line} is not documented")
    print(f"{looked} comments, {len(wrong)} gaps")
    sys.exit(bool(wrong) or looked < 10)


def where(node):
    location = node.find("location")
    return f"{location.get('file')}:{location.get('line')}"


if __name__ == "__main__":
    main()
