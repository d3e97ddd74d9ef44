package chart

import "planwatch/reports"

// Draw fills in a chart's option and its two drawings: at 800 pixels for a desk and paper, at 343 for a phone.
func (d *Drawer) Draw(c *reports.Chart) error {
	option, err := Option(*c)
	if err != nil {
		return err
	}
	if c.SVG, err = d.form(*c, option, wideForm); err != nil {
		return err
	}
	if c.Narrow, err = d.form(*c, option, narrowForm); err != nil {
		return err
	}
	c.Option = option
	return nil
}

// Wide gives the drawing for a desk and paper alone, in half the time.
func (d *Drawer) Wide(c reports.Chart) ([]byte, error) {
	option, err := Option(c)
	if err != nil {
		return nil, err
	}
	return d.form(c, option, wideForm)
}

func (d *Drawer) form(c reports.Chart, option []byte, at form) ([]byte, error) {
	l := lay(c, at)
	return d.SVG(option, int(at.width), l.height(), c.Title, c.Alt, c.ID+"-"+at.id, c.Words.Tag())
}
