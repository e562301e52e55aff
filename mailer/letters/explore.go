package letters

import "slices"

// A missing fact makes no difference to a letter if it stands in a branch that is not taken, or in an alternative in
// one. So of all combinations of missing facts, the check needs only those with which the letter can read otherwise.

// visiting sees to facts, and returns those of them that made a difference.
type visiting func(Facts) (matters names, err error)

// combining visits facts, and what is left of them after losing some in any of the ways, unless that clashes.
type combining func(f Facts, ways []lost, clashes []clash, visit visiting) error

// explore leaves out combinations that make no difference. It decides whether facts are lost in one of the ways once
// that matters.
func explore(f Facts, ways []lost, clashes []clash, visit visiting) error {
	matters := clashOf(f, clashes)
	if matters == nil {
		var err error
		if matters, err = visit(f); err != nil {
			return err
		}
	}
	var open []lost
	for i, way := range ways {
		without := f
		if way.take(&without); !differ(f, without, matters) {
			open = append(open, way)
			continue
		}
		// From here on, f is not lost in this way.
		if err := explore(without, slices.Concat(open, ways[i+1:]), clashes, visit); err != nil {
			return err
		}
	}
	return nil
}

// inOrder leaves nothing out.
func inOrder(f Facts, ways []lost, clashes []clash, visit visiting) error {
	if len(ways) == 0 {
		if clashOf(f, clashes) != nil {
			return nil
		}
		_, err := visit(f)
		return err
	}
	without := f
	ways[0].take(&without)
	if err := inOrder(f, ways[1:], clashes, visit); err != nil || without == f {
		return err
	}
	return inOrder(without, ways[1:], clashes, visit)
}

// write returns what the letter writes with the facts: its parts, the subject first, or its text if it has no
// alternatives. It also returns the facts that made a difference to the letter.
func (in *inspection) write(f Facts) (parts []part, text string, matters names, err error) {
	if err := in.writeOutline(f); err != nil {
		return nil, "", nil, err
	}
	if len(in.alternatives) == 0 {
		return nil, in.last.text, in.last.reached, nil
	}
	parts = in.parts(in.last.text)
	if !in.outline.fill(parts, f) || size(parts) > maxDraft/2 {
		text, err := in.execute(f)
		if err == nil {
			err = in.took(in.steps + len(text))
		}
		if err != nil {
			return nil, "", nil, err
		}
		in.outline.learn(in.parts(text), f)
		in.outline.fill(parts, f)
	}
	return parts, "", in.matters(parts), nil
}

// writeOutline writes the outline with the facts to in.last, unless what it wrote last is the same.
func (in *inspection) writeOutline(f Facts) (err error) {
	if in.last.reached != nil && !differ(f, in.last.Facts, in.last.reached) {
		return nil
	}
	if in.last, err = in.outline.write(f); err != nil {
		in.last = outlined{}
		if _, first := in.execute(f); first != nil {
			return first // in an alternative above, it may be
		}
		return err
	}
	return in.took(in.outline.work + len(in.last.text)/copied)
}

// matters returns the facts that make a difference to the letter which was written last: those that made one to its
// outline, those that its alternatives name, and those that decide whether facts in alternatives can be known.
func (in *inspection) matters(parts []part) names {
	matters := names{}
	matters.add(in.last.reached)
	for _, p := range parts {
		for _, o := range p.group {
			for _, i := range in.outline.emptied[o.line] {
				matters[factsType.Field(i).Name] = true
			}
		}
	}
	for _, c := range in.clashesWithin {
		for name := range c.facts {
			if matters[name] && in.lostWithin[name] {
				matters.add(c.facts)
				break
			}
		}
	}
	return matters
}

// parts returns the parts of what the template of a letter wrote, the subject first.
func (s *script) parts(written string) []part {
	subject, body := s.layout(written)
	return append([]part{subject}, body...)
}

// size returns about how many bytes a letter has, with all of its alternatives.
func size(parts []part) (n int) {
	for _, p := range parts {
		n += len(p.line)
		for _, o := range p.group {
			n += len(o.text)
		}
	}
	return n
}
