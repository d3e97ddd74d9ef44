package chart

import "planwatch/reports"

// Draw fills in a chart's option and its two drawings: at 800 pixels for a desk and paper, at 343 for a phone.
func (d *Drawer) Draw(c *reports.Chart) error {
	option, err := Option(*c)
	if err != nil {
		return err
	}
	for _, at := range []struct {
		form
		into *[]byte
	}{{wideForm, &c.SVG}, {narrowForm, &c.Narrow}} {
		l := lay(*c, at.form)
		svg, err := d.SVG(option, int(at.width), l.height(), c.Title, c.Alt, c.ID+"-"+at.id)
		if err != nil {
			return err
		}
		*at.into = svg
	}
	c.Option = option
	return nil
}
